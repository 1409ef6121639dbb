import { DomainError } from "#lib/errors.ts";
import type { RedisHandle } from "#lib/redis/deployment-connections.ts";
import { scanFraction } from "#lib/redis/scan-fraction.ts";

const BATCH_TIMEOUT_MS = 5_000;

/** Which keys of a database are meant: the glob is the server's filter, `owns` the one that decides. */
export interface KeySelection {
  readonly glob: Buffer;
  owns(key: Buffer): boolean;
}

export interface KeyBatch {
  /** Those that are meant; the others of the batch are counted. */
  readonly keys: readonly Buffer[];
  /** Keys that the glob found and `owns` refused. */
  readonly others: readonly Buffer[];
  /** Of the database, 0 to 1. */
  readonly fraction: number;
}

/** One cursor on one server: it must not outlive the server's run. */
export interface KeyScan {
  readonly isDone: boolean;
  next(count: number): Promise<KeyBatch>;
}

export async function startKeyScan(handle: RedisHandle, selection: KeySelection): Promise<KeyScan> {
  const size = await handle.run("DBSIZE", (redis) => redis.dbsize());
  let cursor: string | undefined = "0";
  return {
    get isDone() {
      return cursor === undefined;
    },
    async next(count) {
      const from = cursor ?? "0";
      const reply: unknown = await handle.run(
        "SCAN",
        (redis) => redis.callBuffer("SCAN", from, "MATCH", selection.glob, "COUNT", count),
        { timeoutMs: BATCH_TIMEOUT_MS },
      );
      const { next, keys } = readReply(reply, handle.address);
      cursor = next === "0" ? undefined : next;
      const fraction = cursor === undefined ? 1 : scanFraction(BigInt(next), size);
      const meant = keys.filter((key) => selection.owns(key));
      return {
        keys: meant,
        others: meant.length === keys.length ? [] : keys.filter((key) => !selection.owns(key)),
        fraction,
      };
    },
  };
}

function readReply(reply: unknown, where: string): { next: string; keys: Buffer[] } {
  if (!Array.isArray(reply) || !Array.isArray(reply[1]) || !/^\d{1,20}$/.test(String(reply[0]))) {
    throw new DomainError("REDIS_REPLIED_ERROR", "The instance gave no list of its keys.", { where });
  }
  return { next: String(reply[0]), keys: reply[1].filter((key): key is Buffer => Buffer.isBuffer(key)) };
}
