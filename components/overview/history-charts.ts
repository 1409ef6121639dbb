import type { SmallChartProps } from "#components/charts/small-chart.tsx";
import { formatBytes } from "#lib/browser/format-bytes.ts";
import { formatNumber, formatPercent } from "#lib/browser/format-number.ts";
import type { MetricHistory } from "#lib/history/schema.ts";

type Chart = Omit<SmallChartProps, "times">;

const perSecond = (value: number) => `${formatNumber(value)}/s`;

/** What the charts show; times in seconds since the epoch. */
export function historyCharts(history: MetricHistory): { times: number[]; charts: Chart[] } {
  const times = history.opsPerSecond.map((_, step) => (history.fromMs + step * history.stepMs) / 1000);
  const line = (title: string, column: string, values: (number | null)[], format: Chart["format"]): Chart => ({
    title,
    lines: [{ name: title, column, values }],
    format,
  });
  const memory = line("Memory", "memory_bytes", history.usedMemoryBytes, formatBytes);
  const limit = { name: "maxmemory", column: "maxmemory_bytes", values: history.maxMemoryBytes, isLimit: true };
  const hasLimit = history.maxMemoryBytes.some((value) => value !== null);
  return {
    times,
    charts: [
      line("Commands", "commands_per_second", history.opsPerSecond, perSecond),
      {
        ...memory,
        lines: [...memory.lines, ...(hasLimit ? [limit] : [])],
      },
      line("Hit rate", "hit_ratio", history.hitRate, formatPercent),
      line("Clients", "clients", history.clients, formatNumber),
      line("Largest lag", "lag_bytes", history.lagBytes, formatBytes),
      line("Evictions", "evictions_per_second", history.evictionsPerSecond, perSecond),
    ],
  };
}
