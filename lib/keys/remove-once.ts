import { setTimeout as delay } from "node:timers/promises";
import { DomainError } from "#lib/errors.ts";
import type { MasterHandle } from "#lib/redis/deployment-connections.ts";
import { writeAndWait } from "#lib/redis/write-and-wait.ts";
import { confirmWrites } from "./confirm-writes.ts";
import type { Removal, RemovalReport } from "./remove-keys.ts";
import { startKeyScan } from "./scan-keys.ts";
import { createServerPace, type ServerPace } from "./server-pace.ts";
import { typicalPing, watchLatency } from "./watch-latency.ts";

/** Whoever cancels meanwhile waits for the end of it. */
const CONFIRM_WITHIN_MS = 250;
/** A replica that is cut off may come back for so long; after that the report says that it did not confirm. */
const ALL_CONFIRM_WITHIN_MS = 60_000;
/** Replicas are waited for after so many batches, so that they never fall far behind. */
const BATCHES_BETWEEN_WAITS = 8;

export interface PassRequest extends Removal {
  readonly sums: { deleted: number; alreadyGone: number };
  /** The most that any master had online. */
  readonly replicas: { most: number };
  readonly writer: MasterHandle;
}

type Pass = Pick<RemovalReport, "replicas" | "master" | "felt"> & { runId: string };

/** One pass over the whole database on one server. */
export async function removeOnce(request: Omit<PassRequest, "writer">): Promise<Pass> {
  const { connections, db, signal, replicas } = request;
  return connections.withExclusiveMaster(db, async (writer) => {
    replicas.most = Math.max(replicas.most, writer.connectedReplicas);
    const others = await connections.instance(writer.address, db);
    const pace = createServerPace(await typicalPing(others));
    const done = new AbortController();
    const watching = watchLatency(others, pace.hear, AbortSignal.any([signal, done.signal]));
    try {
      await removeAll({ ...request, writer }, pace);
      const expected = replicas.most;
      const within = { expected, signal, withinMs: ALL_CONFIRM_WITHIN_MS };
      const confirmed = await confirmWrites({ connections, db, writer, ...within });
      return {
        runId: writer.runId,
        master: writer.address,
        replicas: { confirmed, connected: Math.max(expected, confirmed) },
        felt: pace.felt(),
      };
    } finally {
      done.abort();
      await watching;
    }
  });
}

/** While one batch is deleted the next is looked for, on another connection to the same server. */
async function removeAll(request: PassRequest, pace: ServerPace): Promise<void> {
  const { selection, signal, sums, most, report } = request;
  const scan = await startKeyScan(await scannerBeside(request), selection);
  let batch = await scan.next(pace.batch);
  let found = 0;
  for (let nth = 1; !signal.aborted; nth += 1) {
    found += batch.keys.length;
    if (found > most) throw tooMany(most, sums.deleted);
    const looking = scan.isDone ? undefined : scan.next(pace.batch);
    const [next] = await Promise.all([looking, removeBatch(request, batch.keys, nth % BATCHES_BETWEEN_WAITS === 0)]);
    report({ fraction: batch.fraction, found, deleted: sums.deleted });
    if (next === undefined) return;
    batch = next;
    if (pace.restMs > 0) await delay(pace.restMs);
  }
}

/** A cursor of another server than the one that is written to would miss keys. */
async function scannerBeside({ connections, db, writer }: PassRequest): Promise<MasterHandle> {
  const scanner = await connections.master(db, "job");
  if (scanner.address === writer.address && (scanner.runId === writer.runId || scanner.runId.startsWith("unknown-"))) {
    return scanner;
  }
  throw new DomainError("REDIS_UNREACHABLE", "The master changed while the work began.", {
    where: writer.address,
    advice: "It begins again on the new one by itself.",
  });
}

async function removeBatch(
  { writer, sums, beforeBatch }: PassRequest,
  keys: readonly Buffer[],
  isWaitDue: boolean,
): Promise<void> {
  if (keys.length === 0) return;
  await beforeBatch?.(keys, writer);
  const [gone] = await writer.run("UNLINK", async (redis) =>
    isWaitDue
      ? (await writeAndWait(redis, writer.connectedReplicas, CONFIRM_WITHIN_MS, (all) => all.unlink(...keys))).replies
      : [await redis.unlink(...keys)],
  );
  const deleted = typeof gone === "number" ? gone : 0;
  sums.deleted += deleted;
  sums.alreadyGone += keys.length - deleted;
}

function tooMany(most: number, deleted: number): DomainError {
  return new DomainError(
    "CONFLICT",
    `More than ${most} keys fit, which is more than the plan allows for; ${deleted} had been deleted when it stopped.`,
    { advice: "Look what writes so many new keys, then make a new plan." },
  );
}
