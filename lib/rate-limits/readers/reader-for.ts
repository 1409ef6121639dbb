import type { RateLimitKeyspace } from "#lib/config/rate-limit-keyspace-schema.ts";
import type { Reader } from "#lib/rate-limits/reading.ts";
import { readAlignedCounter } from "./read-aligned-counter.ts";
import { readCounter } from "./read-counter.ts";
import { readCounterAndBlock } from "./read-counter-and-block.ts";
import { readGcra } from "./read-gcra.ts";
import { readListLog } from "./read-list-log.ts";
import { readOpaque } from "./read-opaque.ts";
import { readSlidingTwoBuckets } from "./read-sliding-two-buckets.ts";
import { readSortedSetLog } from "./read-sorted-set-log.ts";
import { readTokenHash } from "./read-token-hash.ts";
import { readTokenTwoKeys } from "./read-token-two-keys.ts";

export const READERS = {
  counter: readCounter,
  "counter-and-block": readCounterAndBlock,
  "aligned-counter": readAlignedCounter,
  "sliding-two-buckets": readSlidingTwoBuckets,
  "sorted-set-log": readSortedSetLog,
  "list-log": readListLog,
  "token-hash": readTokenHash,
  "token-two-keys": readTokenTwoKeys,
  gcra: readGcra,
  opaque: readOpaque,
} as const satisfies Record<RateLimitKeyspace["algorithm"], Reader>;
