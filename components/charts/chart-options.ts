import type uPlot from "uplot";
import type { ChartLine } from "./small-chart.tsx";

/** The charts of one page show the same moment under the cursor. */
const SYNC = { key: "redis-console" };

export function chartOptions(
  element: HTMLElement,
  height: number,
  lines: readonly ChartLine[],
  format: (value: number) => string,
  onHover: (index: number | undefined) => void,
): uPlot.Options {
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
    cursor: { sync: SYNC, drag: { x: false, y: false }, y: false, points: { size: 6 } },
    hooks: { setCursor: [(plot) => onHover(plot.cursor.idx ?? undefined)] },
    scales: { y: { range: (_, min, max) => [Math.min(0, min ?? 0), niceTop(max)] } },
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
