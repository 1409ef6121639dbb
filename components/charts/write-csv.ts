import type { ChartLine } from "./small-chart.tsx";

/** ISO times and plain numbers alone, so no cell of it can be taken for a formula. */
export function writeCsv(times: readonly number[], lines: readonly Pick<ChartLine, "name" | "values">[]): string {
  const head = ["time", ...lines.map(({ name }) => name.replaceAll(/[^A-Za-z0-9 ]/g, ""))].join(",");
  const rows = times.map((time, index) =>
    [new Date(time * 1000).toISOString(), ...lines.map(({ values }) => values[index] ?? "")].join(","),
  );
  return `${[head, ...rows].join("\r\n")}\r\n`;
}
