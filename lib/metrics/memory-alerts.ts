import type { CheckId } from "#lib/health/catalogue.ts";
import { FRAGMENTATION_COUNTS_FROM_BYTES } from "#lib/health/checks/check-memory.ts";
import { type AlertRule, bothLimits } from "./alert-rule.ts";

/** What an instance's memory does, or is about to do, to its data. */
export const MEMORY_ALERTS = {
  memory: bothLimits({
    alert: "RedisMemoryHigh",
    for: "2m",
    summary: "{{ $labels.instance }} uses {{ $value | humanizePercentage }} of maxmemory.",
    expr: ({ of, against }, severity) =>
      `${of("redis_memory_used_bytes")} / (${of("redis_memory_max_bytes")} > 0) ${against(">=", "memory_ratio", severity)}`,
  }),
  "host-memory": [
    ...bothLimits({
      alert: "RedisHostMemoryHigh",
      for: "2m",
      summary: "{{ $labels.instance }} holds {{ $value | humanizePercentage }} of its host's memory.",
      expr: ({ of, against }, severity) =>
        `${of("redis_memory_used_rss_bytes")} / (${of("redis_total_system_memory_bytes")} > 0) ${against(">=", "memory_ratio", severity)}`,
    }),
    {
      alert: "RedisMaxmemoryAboveHost",
      severity: "warning",
      for: "5m",
      summary: "maxmemory of {{ $labels.instance }} is more than its host has.",
      expr: ({ of }) => `${of("redis_memory_max_bytes")} > ${of("redis_total_system_memory_bytes")}`,
    },
  ],
  fragmentation: bothLimits({
    alert: "RedisFragmentationHigh",
    for: "10m",
    summary: "{{ $labels.instance }} holds {{ $value | humanize }} times the memory that its data takes.",
    expr: ({ of, against }, severity) =>
      `${of("redis_mem_fragmentation_ratio")} ${against(">=", "fragmentation_ratio", severity)} ` +
      `and ${of("redis_memory_used_bytes")} >= ${FRAGMENTATION_COUNTS_FROM_BYTES}`,
  }),
  evictions: bothLimits({
    alert: "RedisKeysEvicted",
    for: "0s",
    summary: "{{ $labels.instance }} evicts {{ $value | humanize }} keys a minute.",
    expr: ({ of, against }, severity) =>
      `rate(${of("redis_evicted_keys_total")}[5m]) * 60 ${against(">=", "evicted_keys", severity)}`,
  }),
} as const satisfies Partial<Record<CheckId, readonly AlertRule[]>>;
