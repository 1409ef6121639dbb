import type { SmallChartProps } from "#components/charts/small-chart.tsx";
import { formatBytes } from "#lib/browser/format-bytes.ts";
import { formatNumber, formatPercent } from "#lib/browser/format-number.ts";
import type { MetricHistory } from "#lib/history/schema.ts";

type Chart = Omit<SmallChartProps, "times">;

const perSecond = (value: number) => `${formatNumber(value)}/s`;

/** What the charts show; times in seconds since the epoch. */
export function historyCharts(history: MetricHistory): { times: number[]; charts: Chart[] } {
  const times = history.opsPerSecond.map((_, step) => (history.fromMs + step * history.stepMs) / 1000);
  const line = (title: string, values: (number | null)[], format: Chart["format"]): Chart => ({
    title,
    lines: [{ name: title, values }],
    format,
  });
  const memory = line("Memory", history.usedMemoryBytes, formatBytes);
  const hasLimit = history.maxMemoryBytes.some((value) => value !== null);
  return {
    times,
    charts: [
      line("Commands", history.opsPerSecond, perSecond),
      {
        ...memory,
        lines: [
          ...memory.lines,
          ...(hasLimit ? [{ name: "maxmemory", values: history.maxMemoryBytes, isLimit: true }] : []),
        ],
      },
      line("Hit rate", history.hitRate, formatPercent),
      line("Clients", history.clients, formatNumber),
      line("Largest lag", history.lagBytes, formatBytes),
      line("Evictions", history.evictionsPerSecond, perSecond),
    ],
  };
}
