import { type AlertCase, limitCases, MASTER } from "./alert-case.ts";

const GIB = 2 ** 30;
const shares = { well: 0.75, warning: 0.8125, critical: 0.96875 };
const ratios = { well: 1.4, warning: 1.5, critical: 2.5 };
const ofHost = (maxmemory: number) => ({
  [`redis_memory_max_bytes{${MASTER}}`]: maxmemory,
  [`redis_total_system_memory_bytes{${MASTER}}`]: 8 * GIB,
});

export const MEMORY_CASES: readonly AlertCase[] = [
  ...limitCases("RedisMemoryHigh", "memory_ratio", { warning: 0.8, critical: 0.95 }, (value) => ({
    [`redis_memory_used_bytes{${MASTER}}`]: shares[value] * GIB,
    [`redis_memory_max_bytes{${MASTER}}`]: GIB,
    // Without a limit nothing is full.
    [`redis_memory_used_bytes{${MASTER.replace("10.0.0.1", "10.0.0.9")}}`]: GIB,
    [`redis_memory_max_bytes{${MASTER.replace("10.0.0.1", "10.0.0.9")}}`]: 0,
  })),
  ...limitCases("RedisHostMemoryHigh", "memory_ratio", { warning: 0.8, critical: 0.95 }, (value) => ({
    [`redis_memory_used_rss_bytes{${MASTER}}`]: shares[value] * 8 * GIB,
    [`redis_total_system_memory_bytes{${MASTER}}`]: 8 * GIB,
  })),
  {
    alert: "RedisMaxmemoryAboveHost",
    severity: "warning",
    labels: MASTER,
    fires: ofHost(9 * GIB),
    silent: ofHost(8 * GIB),
  },
  ...limitCases("RedisFragmentationHigh", "fragmentation_ratio", { warning: 1.5, critical: 2.5 }, (value) => ({
    [`redis_mem_fragmentation_ratio{${MASTER}}`]: ratios[value],
    [`redis_memory_used_bytes{${MASTER}}`]: GIB,
    // So little data that the ratio says nothing.
    [`redis_mem_fragmentation_ratio{${MASTER.replace("10.0.0.1", "10.0.0.9")}}`]: 9,
    [`redis_memory_used_bytes{${MASTER.replace("10.0.0.1", "10.0.0.9")}}`]: 1_000_000,
  })),
  ...limitCases("RedisKeysEvicted", "evicted_keys", { warning: 2, critical: 100 }, (value) => ({
    [`redis_evicted_keys_total{${MASTER}}`]: { well: "0+1x30", warning: "0+3x30", critical: "0+200x30" }[value],
  })),
];
