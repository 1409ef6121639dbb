import type { DeploymentConnections, MasterHandle } from "#lib/redis/deployment-connections.ts";
import { isPassingFailure } from "#lib/redis/passing-failure.ts";

/** Whoever cancels meanwhile waits for the end of one of these. */
const WAIT_MS = 250;

/** A replica that is not connected when the wait begins may be on its way: Sentinels turn an old master into one after ten seconds. */
const RETURNS_WITHIN_MS = 15_000;

interface Confirmation {
  readonly connections: DeploymentConnections;
  readonly db: number;
  /** The connection that has written. */
  readonly writer: MasterHandle;
  /** Replicas there have been, which are more than are connected right after a failover. */
  readonly expected?: number;
  readonly withinMs: number;
  readonly signal?: AbortSignal;
}

/**
 * WAIT speaks of every write of its connection, so one at the end proves all of them. A master that is cut off hears nobody:
 * it is stayed with until its replicas are back, or the Sentinels that can be reached again name another.
 */
export async function confirmWrites(confirmation: Confirmation): Promise<number> {
  const { writer, expected = 0, signal, withinMs } = confirmation;
  const startedAt = performance.now();
  const wanted = Math.max(expected, writer.connectedReplicas);
  for (;;) {
    const confirmed = await writer.run("WAIT", (redis) => redis.wait(wanted, WAIT_MS));
    const waitedMs = performance.now() - startedAt;
    const isByThoseThere = confirmed >= writer.connectedReplicas && waitedMs > RETURNS_WITHIN_MS;
    if (confirmed >= wanted || isByThoseThere || signal?.aborted === true || waitedMs > withinMs) return confirmed;
    if (await isOtherMaster(confirmation)) return confirmed;
  }
}

/** When nobody can say, the wait goes on. */
async function isOtherMaster({ connections, db, writer }: Confirmation): Promise<boolean> {
  const named = await connections.master(db, "write").catch((thrown: unknown) => {
    if (isPassingFailure(thrown)) return writer;
    throw thrown;
  });
  return named.address !== writer.address;
}
