import { setTimeout as delay } from "node:timers/promises";
import type { DeploymentConnections } from "#lib/redis/deployment-connections.ts";
import { createRounds } from "#lib/topology/rounds.ts";
import type { Observation } from "#lib/topology/schema.ts";
import { isTried } from "./is-tried.ts";

const LOOK_AGAIN_AFTER_MS = 100;

interface Limits {
  /** By performance.now(). */
  readonly until: number;
  readonly intervalMs: number;
}

/** Looks until everything has answered or failed, and once more for the rates; at the deadline, what is known by then. */
export async function observe(
  connections: DeploymentConnections,
  { until, intervalMs }: Limits,
): Promise<Observation | undefined> {
  const rounds = createRounds(connections, Date.now);
  const left = () => until - performance.now();
  let latest: Observation | undefined;

  async function look(): Promise<void> {
    latest = await rounds.observe(() => false);
  }

  async function lookEnough(): Promise<void> {
    await look();
    while (latest !== undefined && !isTriedWholly(latest) && left() > 0) {
      await delay(LOOK_AGAIN_AFTER_MS);
      await look();
    }
    const isAnswering = latest?.instances.some(({ figures, silence }) => figures !== null && silence === null);
    if (intervalMs === 0 || isAnswering !== true || left() <= intervalMs) return;
    await delay(intervalMs);
    await look();
  }

  const ending = new AbortController();
  const deadline = delay(Math.max(0, left()), undefined, { signal: ending.signal }).catch(() => undefined);
  const looking = lookEnough();
  await Promise.race([looking, deadline]);
  ending.abort();
  // What it meets after the deadline concerns nobody.
  looking.catch(() => undefined);
  return latest;
}

function isTriedWholly({ instances, sentinels }: Observation): boolean {
  return instances.every(isTried) && sentinels.every(isTried);
}
