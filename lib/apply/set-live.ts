import { DomainError, isDomainError } from "#lib/errors.ts";
import type { RedisHandle } from "#lib/redis/deployment-connections.ts";
import { readValues } from "./read-values.ts";
import { refusalIn } from "./refusal-in.ts";
import type { ApplyChange } from "./schema.ts";

/** Sets all or none, and goes by what the server says afterwards, whatever it answered. */
export async function setLive(handle: RedisHandle, changes: readonly ApplyChange[], isAtOnce: boolean): Promise<void> {
  const failure = await (isAtOnce ? send(handle, changes) : setOneByOne(handle, changes));
  const now = await lookAgain(handle, changes, failure);
  const unset = changes.filter(({ directive, to }) => now.get(directive) !== to);
  // An answer that did not come in time may have been a yes.
  if (unset.length === 0) return;
  const { address } = handle;
  const changed = changes.filter(({ directive, from }) => now.get(directive) !== from);
  const state =
    changed.length === 0
      ? "It has its old values: nothing is changed there."
      : `It has now ${changed.map(({ directive, from }) => `${directive} ${now.get(directive)} (was ${from})`).join(", ")}.`;
  const said =
    failure?.message ?? `It said OK and did not take over ${unset.map(({ directive }) => directive).join(", ")}.`;
  throw new DomainError("CONFLICT", `${address}: ${said} ${state}`, { where: address });
}

async function send(handle: RedisHandle, changes: readonly ApplyChange[]): Promise<DomainError | undefined> {
  let refusal: string | undefined;
  const words = changes.flatMap(({ directive, to }) => [directive, to]);
  const note = (thrown: unknown) => {
    refusal = refusalIn(thrown);
    throw thrown;
  };
  try {
    await handle.run("CONFIG SET", (redis) => redis.call("CONFIG", "SET", ...words).catch(note), { timeoutMs: 6_000 });
    return undefined;
  } catch (thrown) {
    if (!isDomainError(thrown)) throw thrown;
    return refusal === undefined ? thrown : new DomainError(thrown.code, refusal, { where: handle.address });
  }
}

/** Before 7.0 one command sets one directive: what was set before a refusal is taken back. */
async function setOneByOne(handle: RedisHandle, changes: readonly ApplyChange[]): Promise<DomainError | undefined> {
  for (const [at, change] of changes.entries()) {
    const failure = await send(handle, [change]);
    if (failure === undefined) continue;
    for (const { directive, from } of changes.slice(0, at + 1).toReversed())
      await send(handle, [{ directive, from, to: from }]);
    return failure;
  }
  return undefined;
}

async function lookAgain(handle: RedisHandle, changes: readonly ApplyChange[], failure: DomainError | undefined) {
  try {
    return await readValues(
      handle,
      changes.map(({ directive }) => directive),
    );
  } catch (thrown) {
    if (!isDomainError(thrown)) throw thrown;
    const said = failure?.message ?? thrown.message;
    throw new DomainError("TIMEOUT", `${handle.address}: ${said} It cannot be asked what is set there now: unknown.`, {
      where: handle.address,
    });
  }
}
