import { setTimeout as delay } from "node:timers/promises";
import { DomainError, isDomainError } from "#lib/errors.ts";
import { splitAddress } from "#lib/redis/address.ts";
import type { DeploymentConnections, RedisHandle } from "#lib/redis/deployment-connections.ts";
import { parseRole } from "#lib/redis/parse-role.ts";
import type { WritePause } from "./write-pause.ts";

const TRY_AGAIN_AFTER_MS = 200;
/** Trying ends so long before the pause does. */
const RESERVE_MS = 2_500;

export interface Demoted {
  readonly pausedMs: number;
  readonly notes: string[];
  /** It follows, and has taken no write since the pause began. */
  readonly isCertain: boolean;
}

/**
 * Does at once what the Sentinels do only some ten seconds after a switch: until then the old master would take writes, and lose
 * them. Writes that wait in the pause are then refused with READONLY, and whoever is connected asks for the master anew.
 */
export async function demoteInTime(
  connections: DeploymentConnections,
  pause: WritePause,
  to: string,
  say: (words: string) => void,
): Promise<Demoted> {
  const { address } = pause;
  const pausedMs = () => Math.round(performance.now() - pause.startedAt);
  for (;;) {
    try {
      await demote(await connections.instance(address, 0, "failover"), to);
      break;
    } catch (thrown) {
      if (!isDomainError(thrown)) throw thrown;
      if (performance.now() > pause.heldUntil() - RESERVE_MS) {
        const note = `${address} could not be made a replica, so the Sentinels will do it: ${thrown.message}`;
        say(note);
        return { pausedMs: pausedMs(), notes: [note], isCertain: false };
      }
    }
    await delay(TRY_AGAIN_AFTER_MS);
  }
  const isLate = pause.hasLapsed() || performance.now() >= pause.heldUntil();
  await pause.end();
  const spent = pausedMs();
  const { words, note } = await sendClientsAway(connections, address);
  say(`${address} follows ${to}; writes waited for ${spent} ms, and ${words}.`);
  const late = `The pause had ended before ${address} followed ${to}, so it may have taken writes that are lost.`;
  return { pausedMs: spent, notes: [...(isLate ? [late] : []), ...note], isCertain: !isLate };
}

export async function demote(handle: RedisHandle, to: string): Promise<void> {
  const { host, port } = splitAddress(to);
  await handle.run("REPLICAOF", (redis) => redis.call("REPLICAOF", host, port));
  const role = parseRole(await handle.run("ROLE", (redis) => redis.role()));
  if (role?.role !== "replica") {
    throw new DomainError("CONFLICT", `${handle.address} was told to follow ${to} and still calls itself a master.`);
  }
  // The role must outlive a restart; without a configuration file there is nothing to write it to.
  await handle.run("CONFIG REWRITE", (redis) => redis.call("CONFIG", "REWRITE")).catch(passOverReply);
}

/** As the Sentinels do. Who stays connected is told READONLY by each write, so nothing is lost where it fails. */
async function sendClientsAway(connections: DeploymentConnections, address: string) {
  const order = ["KILL", "TYPE", "normal", "SKIPME", "yes"] as const;
  try {
    const handle = await connections.instance(address, 0, "failover");
    const count = Number(await handle.run("CLIENT KILL", (redis) => redis.call("CLIENT", ...order)));
    return { words: `${count} connections to it were closed`, note: [] };
  } catch (thrown) {
    if (!isDomainError(thrown)) throw thrown;
    const words = `the connections to it could not be closed`;
    const note = `Connections to ${address} could not be closed: ${thrown.message} Clients that keep theirs read older data and get READONLY for writes until they ask for the master anew.`;
    return { words, note: [note] };
  }
}

function passOverReply(thrown: unknown): void {
  if (!isDomainError(thrown) || thrown.code !== "REDIS_REPLIED_ERROR") throw thrown;
}
