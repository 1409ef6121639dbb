import { setTimeout as delay } from "node:timers/promises";
import { isDomainError } from "#lib/errors.ts";
import type { DeploymentConnections } from "#lib/redis/deployment-connections.ts";
import type { InstanceInfo } from "#lib/redis/parse-info.ts";
import { lookAtSentinel } from "#lib/topology/look-at-sentinel.ts";
import { refusalOfWrites } from "./refusal-of-writes.ts";
import type { FailoverReport } from "./schema.ts";
import { type InstanceSight, lookAtData } from "./take-stock.ts";

const LOOK_EVERY_MS = 100;
const ANSWERS_WITHIN_MS = 1_000;
/** Less is what was written between the two looks. */
const BACKLOG_BYTES = 1_048_576;

interface Verification {
  readonly connections: DeploymentConnections;
  readonly masterName: string;
  readonly to: string;
  /** Everybody else who was there before: the old master too. */
  readonly others: readonly string[];
  readonly withinMs: number;
  say(words: string): void;
}

type Verified = Pick<FailoverReport, "isWhole" | "replicas" | "notes"> & {
  /** How far the new master had the old history when it took over. */
  readonly takenOverAt: number | undefined;
};

/** Looks until the new master takes writes, all others follow it with all it has, and the Sentinels have finished. */
export async function verifyFailover(work: Verification): Promise<Verified> {
  const deadline = performance.now() + work.withinMs;
  for (;;) {
    const { notes, replicas, takenOverAt } = await look(work);
    const waitingFor = [...notes, ...replicas.flatMap(({ isInSync, words }) => (isInSync ? [] : [words]))];
    const isWhole = waitingFor.length === 0;
    if (isWhole) work.say(`${work.to} takes writes, and all others follow it.`);
    if (isWhole || performance.now() > deadline) return { isWhole, replicas, notes, takenOverAt };
    work.say(waitingFor.join(" "));
    await delay(LOOK_EVERY_MS);
  }
}

async function look(work: Verification) {
  const { connections, to, others } = work;
  const [master, refusal, unfinished] = await Promise.all([
    lookAtData(connections, to),
    refusalOfWrites(connections, to),
    whatIsUnfinished(work),
  ]);
  const sights = await Promise.all(others.map((address) => lookAtData(connections, address)));
  const isMaster = master.seen?.replication.role === "master";
  return {
    notes: [
      ...(isMaster ? [] : [`${to} does not call itself the master: ${master.silence ?? "it is a replica."}`]),
      ...(refusal === undefined ? [] : [`The new master does not take writes: ${refusal}`]),
      ...unfinished,
    ],
    replicas: sights.map((sight) => judgeFollower(sight, master.seen, to)),
    takenOverAt: master.seen?.replication.takenOverAt,
  };
}

async function whatIsUnfinished({ connections, masterName, to }: Verification): Promise<string[]> {
  const { config } = connections;
  const sentinels = config.kind === "sentinel" ? config.sentinels : [];
  const words = await Promise.all(
    sentinels.map(async (address) => {
      const seen = await lookAtSentinel(connections, masterName, address, ANSWERS_WITHIN_MS).catch(passOver);
      // A silent one was silent before, or is somebody else's alarm.
      if (seen?.master === undefined) return [];
      if (seen.master.address !== to) return [`Sentinel ${address} still names ${seen.master.address}.`];
      return seen.master.flags.isFailoverInProgress ? [`Sentinel ${address} has not finished the failover.`] : [];
    }),
  );
  return words.flat();
}

function judgeFollower(
  { address, seen, silence }: InstanceSight,
  master: InstanceInfo | undefined,
  to: string,
): FailoverReport["replicas"][number] {
  const is = (isInSync: boolean, words: string) => ({ address, isInSync, words });
  if (seen === undefined) return is(false, `${address} does not answer: ${silence}`);
  const { replication } = seen;
  if (replication.role !== "replica") return is(false, `${address} still calls itself a master.`);
  if (replication.isSyncing) return is(false, `${address} is being synchronised with ${to}.`);
  if (replication.isLinkUp !== true) return is(false, `${address} has no link to its master yet.`);
  if (master === undefined || replication.historyId !== master.replication.historyId) {
    return is(false, `${address} does not follow ${to} yet.`);
  }
  const missing = (master.replication.offset ?? 0) - (replication.offset ?? 0);
  return missing > BACKLOG_BYTES
    ? is(false, `${address} lacks ${missing} bytes.`)
    : is(true, `${address} follows ${to}.`);
}

function passOver(thrown: unknown): undefined {
  if (!isDomainError(thrown)) throw thrown;
}
