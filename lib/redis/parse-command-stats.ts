import { parseInfoText } from "./parse-info.ts";

/** How often a command ran since the start (or CONFIG RESETSTAT), and how long it took. */
export interface CommandStats {
  /** In capitals, with its subcommand: `CLIENT LIST`. */
  readonly command: string;
  readonly calls: number;
  readonly totalMicroseconds: number;
  readonly failed: number | undefined;
  /** Since 7.0; undefined where latency-tracking is off. */
  readonly percentiles: { readonly p50: number; readonly p99: number; readonly p999: number } | undefined;
}

/** Takes INFO commandstats latencystats. Never throws: a malformed line is passed over. */
export function parseCommandStats(text: unknown): CommandStats[] {
  const fields = parseInfoText(text);
  return [...fields].flatMap(([name, line]) => {
    const key = /^cmdstat_([a-z0-9_.|-]{1,80})$/i.exec(name)?.[1];
    const stats = partsOf(line);
    const calls = stats.get("calls");
    const totalMicroseconds = stats.get("usec");
    if (key === undefined || calls === undefined || totalMicroseconds === undefined) return [];
    const latency = partsOf(fields.get(`latency_percentiles_usec_${key}`) ?? "");
    return [
      {
        command: key.toUpperCase().replace("|", " "),
        calls,
        totalMicroseconds,
        failed: stats.get("failed_calls"),
        percentiles: percentilesOf(latency),
      },
    ];
  });
}

function percentilesOf(latency: Map<string, number>): CommandStats["percentiles"] {
  const [p50, p99, p999] = [latency.get("p50"), latency.get("p99"), latency.get("p99.9")];
  return p50 === undefined || p99 === undefined || p999 === undefined ? undefined : { p50, p99, p999 };
}

function partsOf(line: string): Map<string, number> {
  return new Map(
    line.split(",").flatMap((part) => {
      const [name = "", value = ""] = part.split("=");
      return /^\d{1,20}(\.\d{1,10})?$/.test(value) ? [[name, Number(value)] as const] : [];
    }),
  );
}
