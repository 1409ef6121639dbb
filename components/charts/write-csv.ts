import type { ChartLine } from "./small-chart.tsx";

/** ISO times and plain numbers under names of our own: no cell of it can be taken for a formula. */
export function writeCsv(times: readonly number[], lines: readonly Pick<ChartLine, "column" | "values">[]): string {
  const head = ["time_utc", ...lines.map(({ column }) => column)].join(",");
  const rows = times.map((time, index) =>
    [new Date(time * 1000).toISOString(), ...lines.map(({ values }) => values[index] ?? "")].join(","),
  );
  return `${[head, ...rows].join("\r\n")}\r\n`;
}

/** shop-memory_bytes-20270115T080000Z-20270115T090000Z.csv; ends in milliseconds since the epoch. */
export function csvName(source: string, column: string, fromMs: number, untilMs: number): string {
  const [from, until] = [fromMs, untilMs].map((at) => `${new Date(at).toISOString().slice(0, 19)}Z`);
  const times = `${from}-${until}`.replaceAll(/(?<=\d)[-:](?=\d)/g, "");
  return `${`${source}-${column}`.replaceAll(/[^A-Za-z0-9._-]+/g, "-")}-${times}.csv`;
}
