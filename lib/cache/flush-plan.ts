export const FLUSH_PLAN = "flush plan";
/** What may be flushed without typing the number of keys. */
export const LARGE_FLUSH = 10_000;
