import type { InstanceInfo } from "#lib/redis/parse-info.ts";
import type { InstanceFigures } from "./schema.ts";

const WINDOW_MS = 60_000;

interface Counters {
  at: number;
  runId: string | undefined;
  hits: number;
  misses: number;
  evicted: number;
  rejected: number;
}

type Lately = NonNullable<InstanceFigures["traffic"]["lately"]>;

/** The counters of one instance over the last minute: totals since its start say nothing about now. */
export interface CounterWindow {
  add(info: InstanceInfo, at: number): void;
  read(): { lately: Lately | null; hitRate: number | null };
}

export function createCounterWindow(): CounterWindow {
  let kept: Counters[] = [];
  return {
    add({ stats, runId }, at) {
      const now: Counters = {
        at,
        runId,
        hits: stats.hits ?? 0,
        misses: stats.misses ?? 0,
        evicted: stats.evicted ?? 0,
        rejected: stats.rejectedConnections ?? 0,
      };
      const last = kept.at(-1);
      // After a restart or CONFIG RESETSTAT the counters begin anew.
      if (last !== undefined && (last.runId !== runId || now.hits < last.hits || now.evicted < last.evicted)) kept = [];
      // Looked at once a minute, the look before is what there is.
      const fresh = kept.filter((one) => at - one.at <= WINDOW_MS);
      kept = [...(fresh.length > 0 ? fresh : kept.slice(-1)), now];
    },
    read() {
      const [first, last] = [kept[0], kept.at(-1)];
      if (first === undefined || last === undefined || first === last) return { lately: null, hitRate: null };
      const hits = last.hits - first.hits;
      const lookups = hits + last.misses - first.misses;
      return {
        hitRate: lookups > 0 ? hits / lookups : null,
        lately: {
          seconds: Math.round((last.at - first.at) / 1000),
          lookups: Math.max(0, lookups),
          evictedKeys: last.evicted - first.evicted,
          rejectedConnections: Math.max(0, last.rejected - first.rejected),
        },
      };
    },
  };
}
