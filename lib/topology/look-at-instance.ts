import { isDomainError } from "#lib/errors.ts";
import type { DeploymentConnections } from "#lib/redis/deployment-connections.ts";
import { type InstanceInfo, parseInfo } from "#lib/redis/parse-info.ts";

const WITHIN_MS = 1_000;

export interface Silence {
  code: string;
  message: string;
}

/** What one look at an instance gave: figures, or why there are none. */
export type InstanceLook =
  | { address: string; at: number; pingMs: number; info: InstanceInfo; silence: null }
  | { address: string; at: number; pingMs: null; info: null; silence: Silence };

/** Never throws, and never takes much longer than a second: one dead instance holds nobody up. */
export async function lookAtInstance(
  connections: DeploymentConnections,
  address: string,
  now: () => number,
): Promise<InstanceLook> {
  try {
    const handle = await connections.instance(address);
    const startedAt = performance.now();
    await handle.run("PING", (redis) => redis.ping(), { timeoutMs: WITHIN_MS });
    const pingMs = performance.now() - startedAt;
    const text = await handle.run("INFO", (redis) => redis.info(), { timeoutMs: WITHIN_MS });
    return { address, at: now(), pingMs, info: parseInfo(text), silence: null };
  } catch (thrown) {
    return { address, at: now(), pingMs: null, info: null, silence: toSilence(thrown) };
  }
}

export function toSilence(thrown: unknown): Silence {
  if (!isDomainError(thrown)) throw thrown;
  return { code: thrown.code, message: thrown.message };
}
