import type { ManagedInstance } from "#lib/config/deployment-schema.ts";
import type { DeploymentConnections } from "#lib/redis/deployment-connections.ts";
import { orNull } from "#lib/redis/or-null.ts";
import { parseInfo } from "#lib/redis/parse-info.ts";
import type { Circumstances, QuorumNow } from "./circumstances.ts";
import { addressOf } from "./managed-instance.ts";
import { runManagedScript } from "./run-managed-script.ts";
import type { ServerSight } from "./schema.ts";
import type { ScriptReport } from "./script-schema.ts";

const STATUS_MS = 15_000;

/** What a start would load, as the script of its host sees it. */
export type StoredData = Pick<
  ScriptReport,
  "dataKind" | "dataFile" | "dataBytes" | "dataAgeSeconds" | "dataHistory" | "dataOffset"
>;

/** What a replica has that would follow it again, and take over what it then holds. */
export interface HeldData {
  readonly address: string;
  readonly keys: number;
  /** Of its own history, and of the one that this goes on from. */
  readonly histories: readonly (string | undefined)[];
  readonly offset: number | undefined;
  readonly linkDownSeconds: number | undefined;
}

export interface Comeback {
  /** null: its script did not say. */
  readonly stored: StoredData | null;
  readonly held: readonly HeldData[];
  /** Replicas that Sentinels have up and that do not tell the console what they hold. */
  readonly unseen: readonly string[];
}

/** Of an instance that is down and would come back as the master of replicas that hold data. */
export async function readComeback(
  connections: DeploymentConnections,
  target: ManagedInstance,
  { state }: ServerSight,
  { quorum, master }: Pick<Circumstances, "quorum" | "master">,
): Promise<Comeback | null> {
  if (quorum === null || target.kind !== "redis" || state === "running" || state === "loading") return null;
  const address = addressOf(target);
  const managed = connections.config.instances.filter(({ kind }) => kind === "redis").map(addressOf);
  const followers = followersOf(address, managed, quorum, master !== null);
  if (followers === null) return null;
  const others = [...new Set([...quorum.replicas, ...managed])].filter((other) => other !== address);
  const asked = await Promise.all(
    others.map(async (other) => ({ other, found: await orNull(() => readFollower(connections, other)) })),
  );
  const held = asked.flatMap(({ found }) => (found !== null && found.keys > 0 && followers(found) ? [found] : []));
  const unseen = asked.flatMap(({ other, found }) =>
    found === null && quorum.replicasUp.includes(other) ? [other] : [],
  );
  if (held.length === 0 && unseen.length === 0) return null;
  const status = await orNull(() => runManagedScript(target, { action: "status", timeoutMs: STATUS_MS }));
  return { stored: status?.json?.dataKind === undefined ? null : status.json, held, unseen };
}

interface Follower extends HeldData {
  readonly follows: string | undefined;
  readonly isLinkUp: boolean | undefined;
}

/** Which replicas would follow the instance once it is up; null: none, since the Sentinels would make it a replica itself. */
export function followersOf(
  address: string,
  managed: readonly string[],
  { mastersNamed, replicas }: Pick<QuorumNow, "mastersNamed" | "replicas">,
  hasMaster: boolean,
): ((replica: Pick<Follower, "follows" | "isLinkUp">) => boolean) | null {
  const isKnown = [...mastersNamed, ...replicas].includes(address);
  if (mastersNamed.length > 0 && !mastersNamed.includes(address) && (isKnown || hasMaster)) return null;
  // One that the Sentinels know by another address may be whom replicas have lost and nobody else here is.
  return ({ follows, isLinkUp }) =>
    follows === address || (!isKnown && isLinkUp !== true && follows !== undefined && !managed.includes(follows));
}

async function readFollower(connections: DeploymentConnections, address: string): Promise<Follower> {
  const handle = await connections.instance(address, 0, "read");
  const { replication, keyspace } = parseInfo(await handle.run("INFO", (redis) => redis.info()));
  const keys = keyspace.reduce((sum, { keys: one }) => sum + one, 0);
  const { historyId, formerHistoryId, offset, linkDownSeconds, isLinkUp } = replication;
  const follows = replication.role === "replica" ? replication.masterAddress : undefined;
  return { address, keys, histories: [historyId, formerHistoryId], offset, linkDownSeconds, follows, isLinkUp };
}
