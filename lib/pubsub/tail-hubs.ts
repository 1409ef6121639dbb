import type { DeploymentConnections } from "#lib/redis/deployment-connections.ts";
import { createTailHub, type TailHub } from "./tail-hub.ts";

// Next builds several copies of this module into one process; the symbol is the same for all.
const SLOT = Symbol.for("redis-console.tail-hubs");

interface Slot {
  [SLOT]?: WeakMap<DeploymentConnections, TailHub> | undefined;
}

// The global object is where copies of a module meet; this file alone names the member.
const slot = globalThis as Slot;

/** The one shared subscription of a deployment, however many people watch. */
export function tailHubOf(connections: DeploymentConnections): TailHub {
  slot[SLOT] ??= new WeakMap();
  const known = slot[SLOT].get(connections);
  if (known !== undefined) return known;
  const hub = createTailHub(connections);
  slot[SLOT].set(connections, hub);
  return hub;
}

/** How many of a message's receivers on the instance are this console's own live view. */
export function ownDeliveries(
  connections: DeploymentConnections,
  address: string,
  channel: Buffer,
  isSharded: boolean,
): number {
  return slot[SLOT]?.get(connections)?.deliveriesOn(address, channel, isSharded) ?? 0;
}

/** Messages a second of channels that somebody watches; undefined for the others. */
export function watchedRate(
  connections: DeploymentConnections,
  channel: Buffer,
  isSharded: boolean,
): number | undefined {
  return slot[SLOT]?.get(connections)?.rateOf(channel, isSharded);
}

/** Whether the live view itself is one of those that NUMSUB counts there. */
export function watchesByName(
  connections: DeploymentConnections,
  address: string,
  channel: Buffer,
  isSharded: boolean,
): boolean {
  return slot[SLOT]?.get(connections)?.watchesByName(address, channel, isSharded) ?? false;
}
