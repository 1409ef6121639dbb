import { setTimeout as delay } from "node:timers/promises";
import { DomainError } from "#lib/errors.ts";
import type { RedisHandle } from "#lib/redis/deployment-connections.ts";

const LOOK_EVERY_MS = 200;
/** A large data set is written out as a whole. */
const WITHIN_MS = 30 * 60_000;

/** Until the first append-only file is whole, a restart with it would lose data: the next instance waits for it. */
export async function untilAppendOnly(
  handle: RedisHandle,
  signal: AbortSignal,
  say: (words: string) => void,
): Promise<void> {
  const deadline = performance.now() + WITHIN_MS;
  for (;;) {
    const info = await handle.run("INFO", (redis) => redis.info("persistence"));
    const of = (name: string) => new RegExp(`^${name}:(\\S+)`, "m").exec(info)?.[1];
    if (of("aof_rewrite_in_progress") === "0" && of("aof_rewrite_scheduled") === "0") {
      if (of("aof_enabled") === "1" && of("aof_last_bgrewrite_status") === "ok") return;
      throw failed(handle, "the append-only file could not be written");
    }
    say("appendonly is set; the first append-only file is being written.");
    if (signal.aborted) throw failed(handle, "it was stopped while the append-only file was being written");
    if (performance.now() > deadline) throw failed(handle, "the append-only file is not written after half an hour");
    await delay(LOOK_EVERY_MS);
  }
}

function failed({ address }: RedisHandle, why: string): DomainError {
  return new DomainError("CONFLICT", `${address}: appendonly is set to yes (was no), and ${why}.`, { where: address });
}
