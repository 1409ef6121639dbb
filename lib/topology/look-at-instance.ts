import { DomainError } from "#lib/errors.ts";
import type { DeploymentConnections } from "#lib/redis/deployment-connections.ts";
import { type InstanceInfo, parseInfo } from "#lib/redis/parse-info.ts";

const SECTIONS = ["server", "clients", "memory", "persistence", "stats", "replication", "keyspace"];

export interface InstanceLook {
  info: InstanceInfo;
  pingMs: number;
}

/** PING for the time, and the sections of INFO that are shown, in one round trip. */
export async function lookAtInstance(
  connections: DeploymentConnections,
  address: string,
  timeoutMs: number,
): Promise<InstanceLook> {
  const handle = await connections.instance(address);
  return handle.run(
    "INFO",
    async (redis) => {
      const startedAt = performance.now();
      // While it loads its data it refuses PING but tells in INFO that it loads.
      const answered = redis.ping().catch(passOverReply);
      const asked = redis.call("INFO", ...SECTIONS).catch((thrown: unknown) => {
        // Before 7.0 INFO took one section only.
        if (thrown instanceof Error && /syntax error/i.test(thrown.message)) return redis.info();
        throw thrown;
      });
      const timed = answered.then(() => Math.round((performance.now() - startedAt) * 100) / 100);
      const [pingMs, text] = await Promise.all([timed, asked]);
      return { info: readable(parseInfo(String(text)), address), pingMs };
    },
    { timeoutMs },
  );
}

/** What hides its role and its figures must not be taken for well. */
function readable(info: InstanceInfo, address: string): InstanceInfo {
  if (info.mode === "sentinel") {
    throw new DomainError("REDIS_REPLIED_ERROR", `${address} is a Sentinel and holds no data.`, {
      where: address,
      advice: "Correct the address in the configuration.",
    });
  }
  const needed = {
    role: info.replication.role,
    run_id: info.runId,
    used_memory: info.memory.usedBytes,
    connected_clients: info.clients.connected,
  };
  const lacking = Object.entries(needed).flatMap(([name, value]) => (value === undefined ? [name] : []));
  if (lacking.length === 0) return info;
  throw new DomainError("REDIS_REPLIED_ERROR", `${address} answers INFO without ${lacking.join(", ")}.`, {
    where: address,
    advice: "Look what listens at this address; a proxy may hide what Redis tells.",
  });
}

function passOverReply(thrown: unknown): void {
  if (!(thrown instanceof Error) || !/^(LOADING|MASTERDOWN|BUSY|NOPERM)/.test(thrown.message)) throw thrown;
}
