import type { ChainableCommander, Redis } from "ioredis";
import { repliesOf } from "./replies-of.ts";

interface Confirmed {
  /** The replies of the writes, in their order. */
  readonly replies: readonly unknown[];
  /** How many replicas had taken the writes when the wait ended; fewer than asked means not proven, not undone. */
  readonly confirmedBy: number;
}

/**
 * Sends the writes and WAIT in one pipeline. WAIT speaks of its own connection's writes alone, so both must go
 * through one client, and a failover between them must not put the wait on another server.
 * Ask for all online replicas: one of two may be the one that is not promoted. `timeoutMs` stays under 2 seconds, the command timeout.
 */
export async function writeAndWait(
  redis: Redis,
  replicas: number,
  timeoutMs: number,
  write: (pipeline: ChainableCommander) => ChainableCommander,
): Promise<Confirmed> {
  const replies = repliesOf(await write(redis.pipeline()).wait(replicas, timeoutMs).exec());
  const confirmedBy = replies.at(-1);
  return { replies: replies.slice(0, -1), confirmedBy: typeof confirmedBy === "number" ? confirmedBy : 0 };
}
