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
      const handle = await connections.instance(address, 0, "failover");
      await demote(handle, to);
      const isLate = performance.now() >= pause.endsAt();
      await pause.end();
      const spent = pausedMs();
      const sent = await sendClientsAway(handle);
      say(`${address} follows ${to}; writes waited for ${spent} ms, and ${sent} connections to it were closed.`);
      const late = `The pause had ended before ${address} followed ${to}, so it may have taken writes that are lost.`;
      return { pausedMs: spent, notes: isLate ? [late] : [] };
    } catch (thrown) {
      if (!isDomainError(thrown)) throw thrown;
      if (performance.now() > pause.endsAt() - RESERVE_MS) {
        const note = `${address} could not be made a replica, so the Sentinels will do it: ${thrown.message}`;
        say(note);
        return { pausedMs: pausedMs(), notes: [note] };
      }
    }
    await delay(TRY_AGAIN_AFTER_MS);
  }
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

/** As the Sentinels do. */
async function sendClientsAway(handle: RedisHandle): Promise<number> {
  const order = ["KILL", "TYPE", "normal", "SKIPME", "yes"] as const;
  return Number(await handle.run("CLIENT KILL", (redis) => redis.call("CLIENT", ...order)));
}

function passOverReply(thrown: unknown): void {
  if (!isDomainError(thrown) || thrown.code !== "REDIS_REPLIED_ERROR") throw thrown;
}
