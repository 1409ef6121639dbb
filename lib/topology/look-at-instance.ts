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
      return { info: parseInfo(String(text)), pingMs };
    },
    { timeoutMs },
  );
}

function passOverReply(thrown: unknown): void {
  if (!(thrown instanceof Error) || !/^(LOADING|MASTERDOWN|BUSY|NOPERM)/.test(thrown.message)) throw thrown;
}
