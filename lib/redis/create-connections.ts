import type { DeploymentConfig } from "#lib/config/deployment-schema.ts";
import { DomainError } from "#lib/errors.ts";
import { createClientOpener } from "./client-opener.ts";
import type { ReadSecret } from "./client-options.ts";
import { createClientPool } from "./client-pool.ts";
import type { DeploymentConnections, Hearing } from "./deployment-connections.ts";
import { hearSentinel } from "./hear-sentinel.ts";
import { createKnownInstances } from "./known-instances.ts";
import { listenOn } from "./listen.ts";
import { createMasterLocator } from "./locate-master.ts";
import { createMasterAccess } from "./master-access.ts";
import type { OpenClient } from "./open-client.ts";
import { parseSentinelReplicas } from "./parse-sentinel.ts";
import { pickReplica } from "./pick-replica.ts";
import { readInstanceConfig } from "./read-instance-config.ts";
import { runOn, toHandle } from "./redis-handle.ts";

const SENTINEL_ANSWERS_WITHIN_MS = 1_000;

/** All connections to one deployment. */
export function createConnections(
  name: string,
  config: DeploymentConfig,
  readSecret: ReadSecret,
): DeploymentConnections {
  const opener = createClientOpener(config, readSecret);
  const pool = createClientPool(opener.open);
  const readerClient = (address: string, db: number) => pool.shared(opener.key(address, db, "read"));
  const sentinelClient = (address: string) => pool.shared(opener.key(address, 0, "sentinel"));
  const locator = createMasterLocator(config, sentinelClient);
  const known = createKnownInstances(config, learnInstances);
  const { master, withExclusiveMaster, online } = createMasterAccess({
    where: config.kind === "sentinel" ? config.sentinels.join(", ") : config.address,
    canMove: config.kind === "sentinel",
    opener,
    pool,
    locator,
    onNamed: known.name,
  });
  const hearings = new Set<Hearing>();
  let lastReplica: string | undefined;

  /** A master and replicas that are down are known to the Sentinels alone; whoever does not answer names nobody. */
  async function learnInstances(): Promise<void> {
    const sentinels = config.kind === "sentinel" ? config.sentinels.map(learnFrom) : [];
    await Promise.allSettled([master(0, "read"), locator.locate(false).then(known.name), ...sentinels]);
  }

  async function learnFrom(sentinel: string): Promise<void> {
    if (config.kind !== "sentinel") return;
    known.name(await replicasNamedBy(await sentinelClient(sentinel), config.masterName));
  }

  return {
    name,
    config,
    master,
    withExclusiveMaster,
    async replica(db) {
      // While there is no master, a replica that still has its link is as good as before.
      await master(0, "read").catch(() => undefined);
      const before = lastReplica;
      const client = await pickReplica({
        online: online(),
        allowed: config.allowedAddresses,
        before,
        client: (address) => readerClient(address, db),
      });
      lastReplica = client?.address;
      return client === undefined ? undefined : toHandle(client);
    },
    async instance(address, db = 0, purpose = "read") {
      await known.assertKnown(address);
      return toHandle(await pool.shared(opener.key(address, db, purpose)));
    },
    async instanceConfig(address, tag) {
      if (config.users.configReader === undefined) return undefined;
      await known.assertKnown(address);
      return readInstanceConfig(toHandle(await pool.shared(opener.key(address, 0, "config"))), tag);
    },
    async sentinel(address) {
      assertSentinel(config, address);
      return toHandle(await sentinelClient(address));
    },
    async hearSentinel(address, hear, onEnd) {
      assertSentinel(config, address);
      const client = await pool.own(opener.key(address, 0, "sentinel"));
      const hearing = await hearSentinel(client, hear, onEnd);
      hearings.add(hearing);
      client.onEnd(() => hearings.delete(hearing));
      return hearing;
    },
    async listen(address, listener) {
      await known.assertKnown(address);
      return listenOn(await pool.own(opener.key(address, 0, "read")), listener);
    },
    async close() {
      for (const hearing of hearings) hearing.close();
      pool.close();
    },
  };
}

async function replicasNamedBy(client: OpenClient, masterName: string): Promise<string[]> {
  const ask = ["REPLICAS", masterName] as const;
  const reply = await runOn(
    client,
    "SENTINEL REPLICAS",
    (redis) => redis.call("SENTINEL", ...ask),
    SENTINEL_ANSWERS_WITHIN_MS,
  );
  return parseSentinelReplicas(reply).flatMap(({ address }) => address ?? []);
}

/** The list of Sentinels is the operator's: one that another Sentinel names is never connected to. */
function assertSentinel(config: DeploymentConfig, address: string): void {
  const sentinels = config.kind === "sentinel" ? config.sentinels : [];
  if (sentinels.includes(address)) return;
  throw new DomainError("NOT_FOUND", "The deployment has no Sentinel at that address in its configuration.", {
    advice: sentinels.length === 0 ? "It is a standalone instance." : `It has: ${sentinels.join(", ")}.`,
  });
}
