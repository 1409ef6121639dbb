import { setTimeout as delay } from "node:timers/promises";
import { isDomainError } from "#lib/errors.ts";
import { joinAddress } from "#lib/redis/address.ts";
import type { DeploymentConnections } from "#lib/redis/deployment-connections.ts";
import { parseRole } from "#lib/redis/parse-role.ts";

const ASK_EVERY_MS = 40;
const ANSWERS_WITHIN_MS = 500;

/** What many were heard to say last, each asked on its own, so that a silent one holds up nobody else. */
export interface Hearsay<Word> {
  of(address: string): Word | undefined;
  words(): readonly (readonly [string, Word])[];
  stop(): void;
}

function listen<Word>(addresses: readonly string[], ask: (address: string) => Promise<Word>): Hearsay<Word> {
  const heard = new Map<string, Word>();
  const stopping = new AbortController();
  const follow = async (address: string) => {
    while (!stopping.signal.aborted) {
      try {
        heard.set(address, await ask(address));
      } catch (thrown) {
        if (!isDomainError(thrown)) throw thrown;
        heard.delete(address);
      }
      await delay(ASK_EVERY_MS, undefined, { signal: stopping.signal }).catch(() => undefined);
    }
  };
  for (const address of addresses) void follow(address);
  return { of: (address) => heard.get(address), words: () => [...heard], stop: () => stopping.abort() };
}

/** Which master each Sentinel names. */
export function hearMasters(connections: DeploymentConnections): Hearsay<string | undefined> {
  const { config } = connections;
  if (config.kind !== "sentinel") return listen([], async () => undefined);
  return listen(config.sentinels, async (address) => {
    const handle = await connections.sentinel(address);
    const reply = await handle.run(
      "SENTINEL GET-MASTER-ADDR-BY-NAME",
      (redis) => redis.call("SENTINEL", "GET-MASTER-ADDR-BY-NAME", config.masterName),
      { timeoutMs: ANSWERS_WITHIN_MS },
    );
    return Array.isArray(reply) ? joinAddress(reply[0], reply[1]) : undefined;
  });
}

/** What each instance calls itself. */
export function hearRoles(connections: DeploymentConnections, addresses: readonly string[]) {
  return listen(addresses, async (address) => {
    const handle = await connections.instance(address);
    return parseRole(await handle.run("ROLE", (redis) => redis.role(), { timeoutMs: ANSWERS_WITHIN_MS }));
  });
}

/** Named by more than half of all that are configured. */
export function namedByMost({ words }: Hearsay<string | undefined>, ofAll: number): string | undefined {
  const counts = Map.groupBy(words(), ([, address]) => address);
  return [...counts].find(([, votes]) => votes.length > ofAll / 2)?.[0];
}
