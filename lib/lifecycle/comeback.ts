import type { ManagedInstance } from "#lib/config/deployment-schema.ts";
import type { DeploymentConnections } from "#lib/redis/deployment-connections.ts";
import { orNull } from "#lib/redis/or-null.ts";
import { parseInfo } from "#lib/redis/parse-info.ts";
import type { QuorumNow } from "./circumstances.ts";
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
}

/** Of an instance that is down and would come back as the master of replicas that hold data. */
export async function readComeback(
  connections: DeploymentConnections,
  target: ManagedInstance,
  { state }: ServerSight,
  quorum: QuorumNow | null,
): Promise<Comeback | null> {
  if (quorum === null || target.kind !== "redis" || state === "running" || state === "loading") return null;
  const address = addressOf(target);
  // Where the Sentinels name another one, they make it that one's replica.
  if (quorum.mastersNamed.length > 0 && !quorum.mastersNamed.includes(address)) return null;
  const managed = connections.config.instances.filter(({ kind }) => kind === "redis").map(addressOf);
  const others = [...new Set([...quorum.replicas, ...managed])].filter((other) => other !== address);
  const held = (await Promise.all(others.map((other) => orNull(() => readHeld(connections, other, address))))).flatMap(
    (one) => one ?? [],
  );
  if (held.length === 0) return null;
  const status = await orNull(() => runManagedScript(target, { action: "status", timeoutMs: STATUS_MS }));
  return { stored: status?.json?.dataKind === undefined ? null : status.json, held };
}

async function readHeld(connections: DeploymentConnections, address: string, master: string): Promise<HeldData | null> {
  const handle = await connections.instance(address, 0, "read");
  const { replication, keyspace } = parseInfo(await handle.run("INFO", (redis) => redis.info()));
  const keys = keyspace.reduce((sum, { keys: one }) => sum + one, 0);
  if (replication.role !== "replica" || replication.masterAddress !== master || keys === 0) return null;
  const { historyId, formerHistoryId, offset, linkDownSeconds } = replication;
  return { address, keys, histories: [historyId, formerHistoryId], offset, linkDownSeconds };
}
