import type { DeploymentConfig, ManagedInstance } from "#lib/config/deployment-schema.ts";
import type { DeploymentConnections } from "#lib/redis/deployment-connections.ts";
import { orNull } from "#lib/redis/or-null.ts";
import { type InstanceInfo, parseInfo } from "#lib/redis/parse-info.ts";
import { parseSentinelMaster, parseSentinelPeers, parseSentinelReplicas } from "#lib/redis/parse-sentinel.ts";
import { type Comeback, readComeback } from "./comeback.ts";
import { addressOf } from "./managed-instance.ts";
import { type Persistence, readPersistence } from "./persistence.ts";
import type { ServerSight } from "./schema.ts";
import { seeServer } from "./see-server.ts";

export interface MasterNow {
  readonly address: string;
  readonly runId: string;
  readonly onlineReplicas: number;
  /** Where they are, by its own word. */
  readonly online: readonly string[];
  /** How many replicas it asks for before it takes a write; null where nobody may ask. */
  readonly minReplicasToWrite: number | null;
}

/** Who could carry a failover out, by the sentinels that answer; null for a standalone instance. */
export interface QuorumNow {
  readonly reachable: readonly string[];
  /** All that are known, the silent ones too. */
  readonly voters: number;
  /** Of the voters, for a failover. */
  readonly needed: number;
  readonly isFailoverUnderWay: boolean;
  readonly downAfterMs: number | null;
  /** What sentinels name as the master, up or down. */
  readonly mastersNamed: readonly string[];
  /** Of these, what they have not as down: they may reach what the console does not. */
  readonly mastersUp: readonly string[];
  /** All that any of them knows, down ones too. */
  readonly replicas: readonly string[];
  /** Of these, what a sentinel reaches. */
  readonly replicasUp: readonly string[];
}

/** What is so now, read from the servers themselves: a poller's snapshot may be older than what is decided by it. */
export interface Circumstances {
  readonly deployment: string;
  readonly kind: DeploymentConfig["kind"];
  readonly target: ManagedInstance;
  readonly sight: ServerSight;
  readonly info: InstanceInfo | undefined;
  readonly persistence: Persistence | null;
  /** null: none answers as a master. */
  readonly master: MasterNow | null;
  readonly quorum: QuorumNow | null;
  /** Of one that is down, and which replicas would follow if it came back; null: there is no such thing to mind. */
  readonly comeback: Comeback | null;
}

export async function readCircumstances(
  connections: DeploymentConnections,
  target: ManagedInstance,
): Promise<Circumstances> {
  const { config, name } = connections;
  const [{ sight, info }, master, quorum] = await Promise.all([
    seeServer(connections, target),
    readMaster(connections),
    config.kind === "sentinel" ? readQuorum(connections, config) : null,
  ]);
  const persistence =
    target.kind === "redis" && info !== undefined
      ? readPersistence(info, await configOf(connections, addressOf(target)))
      : null;
  const comeback = await readComeback(connections, target, sight, { quorum, master });
  return { deployment: name, kind: config.kind, target, sight, info, persistence, master, quorum, comeback };
}

async function readMaster(connections: DeploymentConnections): Promise<MasterNow | null> {
  const found = await orNull(async () => {
    const { address, runId } = await connections.master(0, "read");
    // Of the instance itself: what was verified a moment ago may be about another one.
    const handle = await connections.instance(address, 0, "read");
    const { replication } = parseInfo(await handle.run("INFO", (redis) => redis.info("replication")));
    if (replication.role !== "master") return null;
    const online = replication.replicas.filter(({ state }) => state === "online").map((replica) => replica.address);
    return { address, runId, onlineReplicas: online.length, online };
  });
  if (found === null) return null;
  const needed = (await configOf(connections, found.address))?.get("min-replicas-to-write");
  return { ...found, minReplicasToWrite: needed === undefined ? null : Number(needed) };
}

async function configOf(connections: DeploymentConnections, address: string) {
  return (await orNull(() => connections.instanceConfig(address))) ?? undefined;
}

async function readQuorum(
  connections: DeploymentConnections,
  { sentinels, masterName }: Extract<DeploymentConfig, { kind: "sentinel" }>,
): Promise<QuorumNow> {
  const answers = await Promise.all(
    sentinels.map((address) => orNull(() => askSentinel(connections, masterName, address))),
  );
  const awake = answers.filter((answer) => answer !== null);
  const voters = Math.max(sentinels.length, ...awake.map(({ peers }) => peers + 1));
  const quorum = Math.max(1, ...awake.map((answer) => answer.quorum));
  return {
    reachable: awake.map(({ address }) => address),
    voters,
    needed: Math.max(quorum, Math.floor(voters / 2) + 1),
    isFailoverUnderWay: awake.some((answer) => answer.isFailoverUnderWay),
    downAfterMs: awake[0]?.downAfterMs ?? null,
    mastersNamed: [...new Set(awake.flatMap((answer) => answer.masterNamed ?? []))],
    mastersUp: [...new Set(awake.flatMap((answer) => answer.masterUp ?? []))],
    replicas: [...new Set(awake.flatMap((answer) => answer.replicas))],
    replicasUp: [...new Set(awake.flatMap((answer) => answer.replicasUp))],
  };
}

async function askSentinel(connections: DeploymentConnections, masterName: string, address: string) {
  const handle = await connections.sentinel(address);
  const [masterReply, peersReply, replicasReply] = await handle.run("SENTINEL MASTER", (redis) =>
    Promise.all(
      ["MASTER", "SENTINELS", "REPLICAS"].map((subcommand) => redis.call("SENTINEL", subcommand, masterName)),
    ),
  );
  const master = parseSentinelMaster(masterReply);
  const replicas = parseSentinelReplicas(replicasReply);
  return {
    address,
    quorum: master?.quorum ?? 1,
    peers: parseSentinelPeers(peersReply).length,
    isFailoverUnderWay: master?.flags.isFailoverInProgress === true,
    downAfterMs: master?.downAfterMs ?? null,
    masterNamed: master?.address,
    replicas: replicas.flatMap(({ address: replica }) => replica ?? []),
    replicasUp: replicas.flatMap(({ address: replica, flags }) =>
      replica === undefined || flags.isSdown || flags.isDisconnected ? [] : [replica],
    ),
    masterUp: master === undefined || master.flags.isSdown || master.flags.isDisconnected ? undefined : master.address,
  };
}
