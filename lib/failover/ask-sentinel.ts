import { setTimeout as delay } from "node:timers/promises";
import { DomainError, isDomainError } from "#lib/errors.ts";
import type { DeploymentConnections } from "#lib/redis/deployment-connections.ts";
import { lookAtSentinel } from "#lib/topology/look-at-sentinel.ts";
import { type Hearsay, hearMasters, hearRoles, namedByMost } from "./sentinel-word.ts";

const LOOK_EVERY_MS = 15;
const ANSWERS_WITHIN_MS = 1_000;
/** By then a Sentinel that took the order has begun; one that no longer is at it has given up. */
const ONE_IS_ENOUGH_AFTER_MS = 8_000;
const SURELY_BEGUN_AFTER_MS = 2_500;

interface Order {
  readonly connections: DeploymentConnections;
  readonly masterName: string;
  readonly sentinel: string;
  readonly sentinels: number;
  readonly from: string;
  /** Who may be promoted. */
  readonly candidates: readonly string[];
  readonly withinMs: number;
  readonly hold?: SwitchHold;
  say(words: string): void;
}

/** Writes on the old master wait as long as it may still be replaced. */
export interface SwitchHold {
  /** From asking on, and beyond `withinMs`. */
  readonly mostMs: number;
  keepUp(): Promise<void>;
}

export interface Switched {
  readonly to: string;
  readonly promotedMs: number;
  /** False: it calls itself the master, and the Sentinels do not say so yet. */
  readonly isNamed: boolean;
}

/** SENTINEL FAILOVER, and then until the new master calls itself one and most Sentinels name it. */
export async function askForSwitch(order: Order): Promise<Switched> {
  const { connections, masterName, sentinel, say } = order;
  const handle = await connections.sentinel(sentinel);
  const askedAt = performance.now();
  try {
    await handle.run("SENTINEL FAILOVER", (redis) => redis.call("SENTINEL", "FAILOVER", masterName));
  } catch (thrown) {
    // Whoever has not heard the answer looks whether it was carried out.
    if (!isDomainError(thrown) || !["TIMEOUT", "REDIS_UNREACHABLE"].includes(thrown.code))
      throw refusedBy(sentinel, thrown);
  }
  say(`Sentinel ${sentinel} was asked; waiting for the promotion.`);
  return watchSwitch(order, askedAt);
}

async function watchSwitch(order: Order, askedAt: number): Promise<Switched> {
  const { connections, candidates, from, sentinels, withinMs, hold, say } = order;
  const roles = hearRoles(connections, candidates);
  const named = hearMasters(connections);
  let promotedMs: number | undefined;
  let isHeldLonger = false;
  try {
    for (;;) {
      const elapsed = performance.now() - askedAt;
      const masters = roles.words().flatMap(([address, role]) => (role?.role === "master" ? [address] : []));
      const final = masters.find((address) => isNamed(order, named, address, elapsed));
      const [to] = final === undefined ? masters : [final];
      if (to !== undefined && promotedMs === undefined) {
        promotedMs = Math.round(elapsed);
        say(`${to} was promoted after ${promotedMs} ms; waiting until most Sentinels name it.`);
      }
      if (final !== undefined && promotedMs !== undefined) return { to: final, promotedMs, isNamed: true };
      const isUnmoved = to === undefined && namedByMost(named, sentinels) === from;
      if (isUnmoved && elapsed > SURELY_BEGUN_AFTER_MS && (await hasGivenUp(order))) throw givenUp(order);
      if (await isOver(order, elapsed, to, named)) {
        if (to === undefined || promotedMs === undefined || hold === undefined) throw unknownEnd(order, elapsed, to);
        say(`${to} is a master, and after ${Math.round(elapsed / 1_000)} s most Sentinels do not name it.`);
        return { to, promotedMs, isNamed: false };
      }
      if (elapsed > withinMs && !isHeldLonger) {
        isHeldLonger = true;
        say("It is not settled yet who is the master, so writes go on waiting.");
      }
      await hold?.keepUp();
      await delay(LOOK_EVERY_MS);
    }
  } finally {
    roles.stop();
    named.stop();
  }
}

/**
 * To let the old master take writes while a replica has become one, a Sentinel is at it, or most Sentinels cannot be heard,
 * would be to lose them: so who holds writes back waits longer for that.
 */
async function isOver(
  order: Order,
  elapsedMs: number,
  to: string | undefined,
  named: Hearsay<string | undefined>,
): Promise<boolean> {
  const { withinMs, hold } = order;
  if (elapsedMs <= withinMs) return false;
  if (hold === undefined || elapsedMs > hold.mostMs) return true;
  // Only where most still name the old one, and the one that was asked says that it is not at it, does nothing come any more.
  if (to !== undefined || namedByMost(named, order.sentinels) !== order.from) return false;
  return !(await mayBeAtIt(order));
}

/** One that hangs may still carry out what it was asked; one that nobody listens for any more has forgotten it. */
async function mayBeAtIt({ connections, masterName, sentinel }: Order): Promise<boolean> {
  try {
    const { master } = await lookAtSentinel(connections, masterName, sentinel, ANSWERS_WITHIN_MS);
    return master?.flags.isFailoverInProgress === true;
  } catch (thrown) {
    return isDomainError(thrown) && thrown.code === "TIMEOUT";
  }
}

/** Most of them; or, where many are silent, the one that was asked: it names a new master only when that is final. */
function isNamed({ sentinels, sentinel }: Order, named: Hearsay<string | undefined>, to: string, elapsedMs: number) {
  return namedByMost(named, sentinels) === to || (elapsedMs > ONE_IS_ENOUGH_AFTER_MS && named.of(sentinel) === to);
}

async function hasGivenUp({ connections, masterName, sentinel, from }: Order): Promise<boolean> {
  const look = await lookAtSentinel(connections, masterName, sentinel, ANSWERS_WITHIN_MS).catch(() => undefined);
  return look?.master?.address === from && !look.master.flags.isFailoverInProgress;
}

function refusedBy(sentinel: string, cause: unknown): unknown {
  if (!isDomainError(cause)) return cause;
  return new DomainError("CONFLICT", `Sentinel ${sentinel} refused the failover: ${cause.message}`, {
    cause,
    where: sentinel,
    advice: "Nothing was switched. Look at the forecast on the overview, then plan anew.",
  });
}

function givenUp({ sentinel, from }: Order): DomainError {
  return new DomainError("CONFLICT", `Sentinel ${sentinel} has given the failover up; ${from} still is the master.`, {
    where: sentinel,
    advice: "Nothing was switched. Look at the instances and at the Sentinel's log, then plan anew.",
  });
}

function unknownEnd({ sentinel, from }: Order, elapsedMs: number, to: string | undefined): DomainError {
  const promoted =
    to === undefined ? "nobody calls itself the new master" : `${to} was promoted, and most Sentinels do not name it`;
  return new DomainError(
    "TIMEOUT",
    `After ${Math.round(elapsedMs / 1_000)} s ${promoted}. Sentinel ${sentinel} may still be at it, and ${from} may still be replaced.`,
    {
      where: sentinel,
      advice:
        "Watch the overview until the Sentinels agree: writes from now on may be lost if the failover still comes.",
    },
  );
}
