import type uPlot from "uplot";
import type { ChartLine } from "./small-chart.tsx";

/** The charts of one page show the same moment under the cursor. */
const SYNC = { key: "redis-console" };

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
    padding: [6, 4, 0, 0],
    legend: { show: false },
    cursor: { sync: SYNC, drag: { x: true, y: false, setScale: false }, y: false, points: { size: 6 } },
    hooks: {
      setCursor: [(plot) => onHover(plot.cursor.idx ?? undefined)],
      setSelect: [(plot) => zoom(plot, wishes)],
      draw: [(plot) => drawMarks(plot, wishes.marks(), colour(element, "--accent"))],
    },
    scales: { x: { range: () => wishes.ends() }, y: { range: (_, min, max) => [Math.min(0, min ?? 0), niceTop(max)] } },
    axes: [
      { ...axis, grid: { show: false }, size: 20, space: 70, values: (_, splits) => splits.map(hourMinute) },
      {
        ...axis,
        grid,
        size: 58,
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
  if (width < SHORTEST_DRAG_PX) return;
  const [from, until] = [plot.posToVal(left, "x"), plot.posToVal(left + width, "x")];
  // Said to the other charts too; the range in the address is what all of them follow.
  plot.setSelect({ left: 0, top: 0, width: 0, height: 0 }, false);
  onZoom(from, until);
}

function drawMarks(plot: uPlot, marks: readonly number[], stroke: string): void {
  const { ctx, bbox } = plot;
  ctx.save();
  ctx.strokeStyle = stroke;
  ctx.lineWidth = devicePixelRatio;
  ctx.setLineDash([3 * devicePixelRatio, 3 * devicePixelRatio]);
  for (const mark of marks) {
    const x = Math.round(plot.valToPos(mark, "x", true));
    if (x < bbox.left || x > bbox.left + bbox.width) continue;
    ctx.beginPath();
    ctx.moveTo(x, bbox.top);
    ctx.lineTo(x, bbox.top + bbox.height);
    ctx.stroke();
  }
  ctx.restore();
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
