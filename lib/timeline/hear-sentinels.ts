import { parseSentinelEvent } from "#lib/redis/parse-sentinel-event.ts";
import { describeSentinelEvent } from "./describe-sentinel-event.ts";
import type { Happening } from "./happening.ts";

/** Votes carry no master name: so long after an event of ours they are taken for ours. */
const OURS_FOR_MS = 30_000;
const STIRS = /^[+-](sdown|odown|try-failover)$/;
const OF_A_FAILOVER = /^[+-](try-failover|elected-leader|failover-|selected-|promoted-|replica-reconf-)/;

export interface SentinelSaying {
  readonly sentinel: string;
  readonly event: string;
  readonly text: string;
  readonly at: number;
}

/** Turns what the sentinels of one deployment say into events; undefined for what says nothing about it. */
export function createSentinelHearing(masterName: string): (saying: SentinelSaying) => Happening | undefined {
  const epochs = new Map<string, number>();
  let stirredAt = Number.NEGATIVE_INFINITY;
  return ({ sentinel, event, text, at }) => {
    const parsed = parseSentinelEvent(event, text, masterName);
    if (parsed === undefined) return undefined;
    if (parsed.name === "+new-epoch") {
      if (parsed.epoch !== undefined) epochs.set(sentinel, parsed.epoch);
      return undefined;
    }
    if (STIRS.test(parsed.name)) stirredAt = at;
    if (parsed.name === "+vote-for-leader" && at - stirredAt > OURS_FOR_MS) return undefined;
    const epoch = parsed.epoch ?? (OF_A_FAILOVER.test(parsed.name) ? epochs.get(sentinel) : undefined);
    return describeSentinelEvent({ ...parsed, epoch, sentinel, at });
  };
}
