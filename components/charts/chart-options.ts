import type uPlot from "uplot";
import { drawMarks, WORD_HEIGHT_PX } from "./draw-marks.ts";
import type { ChartLine } from "./small-chart.tsx";

/** Between the edges of a chart and its time axis, with room for half of the last time; whatever stands below on the same axis keeps to them. */
export const PLOT_EDGES = { leftPx: 58, rightPx: 16 };

/** The charts of one page show the same moment under the cursor; only one of them is dragged over. */
const SYNC: uPlot.Cursor.Sync = { key: "redis-console", filters: { pub: (type) => type === "mousemove" } };

/** What the plot asks for while it lives: the newest of each. */
export interface PlotWishes {
  lines: readonly ChartLine[];
  format(value: number): string;
  /** Both ends of the time axis, in seconds since the epoch. */
  ends(): [from: number, until: number];
  /** Moments to mark, in seconds since the epoch. */
  marks(): readonly number[];
  onHover(index: number | undefined): void;
  onZoom(from: number, until: number): void;
  onReset(): void;
}

/** A shorter drag was meant as a click. */
const SHORTEST_DRAG_PX = 6;

export function chartOptions(element: HTMLElement, height: number, wishes: PlotWishes): uPlot.Options {
  const { lines, format, onHover } = wishes;
  const axis = {
    stroke: () => colour(element, "--ink-faint"),
    ticks: { show: false },
    font: `11px ${fontOf(element)}`,
  };
  const grid = { stroke: () => colour(element, "--line"), width: 1 };
  return {
    width: element.clientWidth,
    height,
    padding: [WORD_HEIGHT_PX, PLOT_EDGES.rightPx, 0, 0],
    legend: { show: false },
    cursor: {
      sync: SYNC,
      drag: { x: true, y: false, setScale: false },
      bind: { dblclick: () => () => resetZoom(wishes) },
      y: false,
      points: { size: 6 },
    },
    hooks: {
      setCursor: [(plot) => onHover(plot.cursor.idx ?? undefined)],
      setSelect: [(plot) => zoom(plot, wishes)],
      draw: [(plot) => drawMarks(plot, marksOf(element, wishes))],
    },
    scales: { x: { range: () => wishes.ends() }, y: { range: (_, min, max) => [Math.min(0, min ?? 0), niceTop(max)] } },
    axes: [
      { ...axis, grid: { show: false }, size: 20, space: 70, values: (_, splits) => splits.map(hourMinute) },
      {
        ...axis,
        grid,
        size: PLOT_EDGES.leftPx,
        space: 30,
        values: (_, splits) => splits.map((split) => (split === null ? "" : format(split))),
      },
    ],
    series: [
      {},
      ...lines.map(({ name, isLimit }) => ({
        label: name,
        stroke: () => colour(element, isLimit === true ? "--ink-faint" : "--accent"),
        ...(isLimit === true ? { dash: [4, 4] } : { fill: () => faint(colour(element, "--accent")) }),
        width: isLimit === true ? 1 : 1.5,
        points: { show: false },
        spanGaps: false,
      })),
    ],
  };
}

function zoom(plot: uPlot, { onZoom }: PlotWishes): void {
  const { left, width } = plot.select;
  const [from, until] = [plot.posToVal(left, "x"), plot.posToVal(left + width, "x")];
  // The range in the address is what shows it, in all charts.
  plot.setSelect({ left: 0, top: 0, width: 0, height: 0 }, false);
  if (width >= SHORTEST_DRAG_PX) onZoom(from, until);
}

function resetZoom({ onReset }: PlotWishes): null {
  onReset();
  return null;
}

function marksOf(element: HTMLElement, wishes: PlotWishes) {
  return {
    at: wishes.marks(),
    word: "new master",
    lineColour: colour(element, "--accent"),
    wordColour: colour(element, "--ink-muted"),
    font: `${11 * devicePixelRatio}px ${fontOf(element)}`,
  };
}

/** A canvas knows no variables: an element that wears the colour tells what it comes to. */
function colour(element: HTMLElement, name: string): string {
  const before = element.style.color;
  element.style.color = `var(${name})`;
  const resolved = getComputedStyle(element).color;
  element.style.color = before;
  return resolved;
}

function faint(rgb: string): string {
  return rgb.replace(/^rgb\((.*)\)$/, "rgba($1, 0.1)");
}

function fontOf(element: HTMLElement): string {
  return getComputedStyle(element).fontFamily;
}

function niceTop(max: number | null): number {
  return max === null || max <= 0 ? 1 : max * 1.1;
}

function hourMinute(seconds: number): string {
  return new Date(seconds * 1000).toLocaleTimeString("en-GB", { hour: "2-digit", minute: "2-digit" });
}
