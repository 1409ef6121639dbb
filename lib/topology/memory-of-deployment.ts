import type { DeploymentLook } from "./look-at-deployment.ts";
import type { InstanceLook } from "./look-at-instance.ts";

type Figures = Extract<InstanceLook, { silence: null }>;

const HIT_RATE_WINDOW_MS = 60_000;
/** An instance that nobody has named or heard of for so long is no part of the deployment any more. */
const FORGET_AFTER_MS = 24 * 3600_000;

interface Counters {
  at: number;
  runId: string | undefined;
  hits: number;
  misses: number;
  evicted: number;
}

interface Remembered {
  last: Figures;
  counters: Counters[];
  namedAt: number;
}

export interface DeploymentMemory {
  remember(look: DeploymentLook): void;
  /** Addresses to look at again, even when no Sentinel names them just now. */
  known(): ReadonlySet<string>;
  /** The last figures of an instance, however old. */
  lastOf(address: string): Figures | undefined;
  /** Over the last minute; null when nothing was looked up or a restart lies in between. */
  hitRateOf(address: string): number | null;
  evictionsPerSecondOf(address: string): number | null;
}

/** What is remembered from look to look: last good values, and counters to make rates of. */
export function createDeploymentMemory(): DeploymentMemory {
  const instances = new Map<string, Remembered>();
  const span = (address: string) => {
    const counters = instances.get(address)?.counters ?? [];
    const [first, last] = [counters[0], counters.at(-1)];
    return first === undefined || last === undefined || first === last || first.runId !== last.runId
      ? undefined
      : { first, last };
  };
  return {
    remember({ at, instances: looks }) {
      for (const look of looks) {
        if (look.info === null) continue;
        const before = instances.get(look.address);
        const fresh = (before?.counters ?? []).filter(
          (one) => one.at > at - HIT_RATE_WINDOW_MS && one.runId === look.info.runId,
        );
        instances.set(look.address, { last: look, counters: [...fresh, countersOf(look)], namedAt: at });
      }
      for (const [address, { namedAt }] of instances) if (at - namedAt > FORGET_AFTER_MS) instances.delete(address);
    },
    known: () => new Set(instances.keys()),
    lastOf: (address) => instances.get(address)?.last,
    hitRateOf(address) {
      const { first, last } = span(address) ?? {};
      if (first === undefined || last === undefined) return null;
      const hits = last.hits - first.hits;
      const all = hits + last.misses - first.misses;
      return all <= 0 ? null : hits / all;
    },
    evictionsPerSecondOf(address) {
      const { first, last } = span(address) ?? {};
      if (first === undefined || last === undefined) return null;
      return Math.max(0, (last.evicted - first.evicted) / ((last.at - first.at) / 1000));
    },
  };
}

function countersOf({ at, info }: Figures): Counters {
  const { hits = 0, misses = 0, evicted = 0 } = info.stats;
  return { at, runId: info.runId, hits, misses, evicted };
}
