import { isDomainError } from "#lib/errors.ts";
import type { RedisHandle } from "./deployment-connections.ts";
import { firstRefusal } from "./first-refusal.ts";
import type { OpenClient } from "./open-client.ts";
import { timedOut, translateError } from "./translate-error.ts";
import { withDeadline } from "./with-deadline.ts";

/** Everything settles by then, whatever the server does. */
const OUTER_DEADLINE_MS = 2_500;

export function toHandle(client: OpenClient): RedisHandle {
  const { address, db, runId } = client;
  return {
    address,
    db,
    runId,
    run: (what, commands, { timeoutMs = OUTER_DEADLINE_MS } = {}) => runOn(client, what, commands, timeoutMs),
  };
}

/** Counts the call on its client, and puts the client aside when it hangs or its server has become a replica. */
export async function runOn<T>(
  client: OpenClient,
  what: string,
  commands: (redis: OpenClient["redis"]) => Promise<T>,
  timeoutMs: number,
  mayHaveWritten = client.mayHaveWritten,
): Promise<T> {
  const circumstances = { where: client.address, user: client.user, what, mayHaveWritten };
  client.pending++;
  client.lastUsedAt = Date.now();
  try {
    return await withDeadline(timeoutMs, startSafely(client, commands), () => timedOut(circumstances));
  } catch (caught) {
    const thrown = firstRefusal(caught);
    const error = translateError(thrown, circumstances);
    if (isStale(thrown) || (isDomainError(error) && error.code === "TIMEOUT")) client.retire();
    throw error;
  } finally {
    client.pending--;
    client.lastUsedAt = Date.now();
    if (!client.isOpen()) client.retire();
  }
}

/** What throws before it returns a promise must not escape the deadline's translation. */
async function startSafely<T>(client: OpenClient, commands: (redis: OpenClient["redis"]) => Promise<T>): Promise<T> {
  return commands(client.redis);
}

function isStale(thrown: unknown): boolean {
  return thrown instanceof Error && /^(READONLY|UNBLOCKED|ERR WAIT cannot be used with replica)/.test(thrown.message);
}
