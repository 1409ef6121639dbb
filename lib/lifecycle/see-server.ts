import type { ManagedInstance } from "#lib/config/deployment-schema.ts";
import { isDomainError } from "#lib/errors.ts";
import type { DeploymentConnections, RedisHandle } from "#lib/redis/deployment-connections.ts";
import { type InstanceInfo, parseInfo } from "#lib/redis/parse-info.ts";
import { addressOf } from "./managed-instance.ts";
import type { ServerSight } from "./schema.ts";

export interface Seen {
  readonly sight: ServerSight;
  /** Absent where it does not answer. */
  readonly info: InstanceInfo | undefined;
}

/** Asks the server itself, by PING and INFO; never rejects for what it answers. */
export async function seeServer(connections: DeploymentConnections, instance: ManagedInstance): Promise<Seen> {
  if (instance.kind === "sentinel" && !isConfigured(connections, instance)) return seen("unasked", NOT_LISTED);
  try {
    const handle = await open(connections, instance);
    const info = await handle.run("INFO and PING", async (redis) => {
      const told = parseInfo(await redis.info());
      // Who loads its data answers INFO, and nothing else.
      if (told.persistence.isLoading !== true) await redis.ping();
      return told;
    });
    const { runId = null, version = null, uptimeSeconds = null } = info;
    const role = instance.kind === "sentinel" ? "sentinel" : (info.replication.role ?? null);
    const state = info.persistence.isLoading === true ? "loading" : "running";
    return { sight: { state, runId, version, role, uptimeSeconds, words: null }, info };
  } catch (thrown) {
    if (!isDomainError(thrown)) throw thrown;
    if (/\(LOADING\)/.test(thrown.message)) return seen("loading", thrown.message);
    // Nobody listens, or it did not answer, or it answered with a refusal: three different things to say.
    const state = thrown.code === "REDIS_UNREACHABLE" ? "gone" : thrown.code === "TIMEOUT" ? "silent" : "refusing";
    return seen(state, thrown.message);
  }
}

const NOT_LISTED =
  "The deployment's configuration does not list it among its sentinels, so the console may not ask it.";

function seen(state: ServerSight["state"], words: string): Seen {
  return { sight: { state, runId: null, version: null, role: null, uptimeSeconds: null, words }, info: undefined };
}

function open(connections: DeploymentConnections, instance: ManagedInstance): Promise<RedisHandle> {
  const address = addressOf(instance);
  return instance.kind === "sentinel" ? connections.sentinel(address) : connections.instance(address, 0, "read");
}

function isConfigured({ config }: DeploymentConnections, instance: ManagedInstance): boolean {
  return config.kind === "sentinel" && config.sentinels.includes(addressOf(instance));
}
