/** What one panel shows; Grafana's own form is made of it. */
export interface PanelSketch {
  readonly title: string;
  readonly kind: "timeseries" | "stat" | "state-timeline" | "table";
  readonly width: number;
  readonly unit?: string;
  readonly queries: readonly { readonly expr: string; readonly legend: string }[];
  /** Numbers that stand for a state. */
  readonly states?: Readonly<Record<number, { readonly text: string; readonly color: string }>>;
  readonly description: string;
}

const HEIGHT = 8;
const WIDTH = 24;
const SOURCE = { type: "prometheus", uid: "$source" };

/** Lays the panels out in rows, from left to right. */
export function toPanels(sketches: readonly PanelSketch[]) {
  let [x, y] = [0, 0];
  return sketches.map((sketch, index) => {
    if (x + sketch.width > WIDTH) [x, y] = [0, y + HEIGHT];
    const gridPos = { x, y, w: sketch.width, h: HEIGHT };
    x += sketch.width;
    return { id: index + 1, gridPos, ...toPanel(sketch) };
  });
}

function toPanel({ title, kind, unit = "short", queries, states, description }: PanelSketch) {
  const mappings = states === undefined ? [] : [{ type: "value", options: states }];
  return {
    type: kind,
    title,
    description,
    datasource: SOURCE,
    fieldConfig: { defaults: { unit, min: 0, mappings, custom: {} }, overrides: [] },
    options: kind === "stat" ? { reduceOptions: { calcs: ["lastNotNull"] }, colorMode: "background" } : {},
    targets: queries.map(({ expr, legend }, index) => ({
      refId: String.fromCharCode(65 + index),
      datasource: SOURCE,
      expr,
      legendFormat: legend,
      ...(kind === "table" ? { format: "table", instant: true } : {}),
    })),
  };
}
