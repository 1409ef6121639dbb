/** Width of one stored interval. */
export const STEP_MS = 10_000;
/** A step is written when the first look after it has come. */
export const SETTLED_AFTER_MS = 2_500;
export const KEPT_MS = 24 * 3_600_000;

/** Names in the store; `isMaster` is 1 in every interval in which the instance was the master. */
export const METRICS = [
  "opsPerSecond",
  "usedMemoryBytes",
  "maxMemoryBytes",
  "hitRate",
  "clients",
  "lagBytes",
  "evictionsPerSecond",
  "isMaster",
] as const;
export type Metric = (typeof METRICS)[number];
