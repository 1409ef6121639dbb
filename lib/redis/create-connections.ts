import type { DeploymentConfig } from "#lib/config/deployment-schema.ts";
import { DomainError } from "#lib/errors.ts";
import { clientOptions, type ReadSecret } from "./client-options.ts";
import { createClientPool } from "./client-pool.ts";
import type { DeploymentConnections, MasterHandle, Purpose, RedisHandle } from "./deployment-connections.ts";
import { findMaster } from "./find-master.ts";
import { openClient } from "./open-client.ts";
import { pickReplica } from "./pick-replica.ts";
import { toHandle } from "./redis-handle.ts";
import { verifyMaster } from "./verify-master.ts";

const SENTINELS_SAID_MS = 500;

/** All connections to one deployment. */
export function createConnections(
  name: string,
  config: DeploymentConfig,
  readSecret: ReadSecret,
): DeploymentConnections {
  const pool = createClientPool();
  let known: { address: string; until: number } | undefined;

  const options = (address: string, db: number, purpose: Purpose) => () =>
    clientOptions({
      address,
      db,
      login: loginFor(config, purpose),
      tls: config.tls,
      isJob: purpose === "job",
      readSecret,
    });
  const dataClient = (address: string, db: number, purpose: Purpose) =>
    pool.get(`${purpose} ${address} ${db}`, address, options(address, db, purpose));
  const sentinelClient = (address: string) =>
    pool.get(`sentinel ${address}`, address, () => sentinelOptions(config, address, readSecret));

  async function masterAddress(): Promise<string> {
    if (config.kind === "standalone") return config.address;
    if (known !== undefined && known.until > Date.now()) return known.address;
    try {
      const { masterName, sentinels, allowedAddresses } = config;
      const address = await findMaster({ masterName, sentinels, allowed: allowedAddresses, client: sentinelClient });
      known = { address, until: Date.now() + SENTINELS_SAID_MS };
      return address;
    } catch (thrown) {
      // The last known master is asked for its role before anything else, so a stale address does no harm.
      if (known === undefined) throw thrown;
      return known.address;
    }
  }

  async function master(db: number, purpose: Purpose): Promise<MasterHandle> {
    const address = await masterAddress();
    try {
      const client = await dataClient(address, db, purpose);
      return { ...toHandle(client, db), connectedReplicas: await verifyMaster(client) };
    } catch (thrown) {
      if (known?.address === address) known = { ...known, until: 0 };
      throw thrown;
    }
  }

  return {
    name,
    config,
    master,
    async replica(db) {
      const address = await pickReplica(await master(0, "read"), config.allowedAddresses, (one) =>
        dataClient(one, 0, "read"),
      );
      return address === undefined ? undefined : toHandle(await dataClient(address, db, "read"), db);
    },
    async withExclusiveMaster(db, work) {
      const address = await masterAddress();
      const client = await openClient(address, options(address, db, "write")());
      try {
        return await work({ ...toHandle(client, db), connectedReplicas: await verifyMaster(client) });
      } finally {
        client.close();
      }
    },
    instance: async (address, db = 0) => toHandle(await dataClient(address, db, "read"), db),
    sentinel: async (address) => toHandle(await sentinelClient(address), 0),
    close: async () => pool.close(),
  };
}

function loginFor(config: DeploymentConfig, purpose: Purpose): DeploymentConfig["users"]["reader"] {
  if (purpose === "read") return config.users.reader;
  if (config.users.writer !== undefined) return config.users.writer;
  throw new DomainError("FORBIDDEN", "The deployment has no Redis user for changes, so it is read-only here.", {
    advice: "An operator can set users.writer of the deployment in the configuration.",
  });
}

function sentinelOptions(config: DeploymentConfig, address: string, readSecret: ReadSecret) {
  const isSentinel = config.kind === "sentinel";
  return clientOptions({
    address,
    db: 0,
    login: isSentinel ? config.sentinelUser : undefined,
    tls: isSentinel ? config.sentinelTls : undefined,
    readSecret,
  });
}
