import { DomainError, isDomainError } from "#lib/errors.ts";
import type { DeploymentConnections, RedisHandle } from "#lib/redis/deployment-connections.ts";
import { isAtLeast } from "#lib/redis/server-version.ts";
import { readValues } from "./read-values.ts";
import type { ApplyChange, ApplyOrder, ApplyReport } from "./schema.ts";
import { setLive } from "./set-live.ts";
import { untilAppendOnly } from "./until-append-only.ts";

interface ApplyOne {
  readonly connections: DeploymentConnections;
  readonly order: ApplyOrder;
  readonly signal: AbortSignal;
  say(words: string): void;
}

/** Sets the directives of one instance and reads each back. */
export async function applyOne({ connections, order, signal, say }: ApplyOne): Promise<ApplyReport["applied"][number]> {
  const { address, changes, isRewriting } = order;
  const startedAt = performance.now();
  const handle = await connections.instance(address, 0, "configure");
  const info = await handle.run("INFO", (redis) => redis.info());
  assertRole(order, info);
  const before = await readValues(
    handle,
    changes.map(({ directive }) => directive),
  );
  assertKnown(order, before);
  const pending = changes.filter(({ directive, to }) => before.get(directive) !== to);
  const isAtOnce = isAtLeast(/^redis_version:(\S+)/m.exec(info)?.[1] ?? "0", "7.0");
  say(`Being set: ${inWords(pending)}`);
  if (pending.length > 0) await setLive(handle, pending, isAtOnce);
  if (changes.some(({ directive, to }) => directive === "appendonly" && to === "yes")) {
    await untilAppendOnly(handle, signal, say);
  }
  const kept = isRewriting ? await rewrite(handle) : "";
  const words = `${pending.length === 0 ? "Set already" : "Set and read back"}: ${inWords(changes)}.${kept}`;
  say(words);
  return { address, changes, words, durationMs: Math.round(performance.now() - startedAt) };
}

const quoted = (value: string) => (value === "" ? '""' : value);

function inWords(changes: readonly ApplyChange[]): string {
  return changes.map(({ directive, from, to }) => `${directive} ${quoted(from)} → ${quoted(to)}`).join(", ");
}

function assertRole({ address, role }: ApplyOrder, info: string): void {
  const now = /^role:(\w+)/m.exec(info)?.[1] === "master" ? "master" : "replica";
  if (now === role) return;
  throw new DomainError(
    "CONFLICT",
    `${address} is a ${now} now, and was a ${role} in the plan. Nothing was set there.`,
    {
      where: address,
    },
  );
}

/** What has neither the old value nor the new one was changed by somebody else. */
function assertKnown({ address, changes }: ApplyOrder, now: ReadonlyMap<string, string>): void {
  const other = changes.find(({ directive, from, to }) => ![from, to].includes(now.get(directive) ?? ""));
  if (other === undefined) return;
  const words = `${other.directive} of ${address} is ${quoted(now.get(other.directive) ?? "")} now, and was ${quoted(other.from)} in the plan.`;
  throw new DomainError("CONFLICT", `${words} Nothing was set there.`, { where: address });
}

/** A file that cannot be written takes nothing back: what runs is set, and a restart would lose it. */
async function rewrite(handle: RedisHandle): Promise<string> {
  try {
    await handle.run("CONFIG REWRITE", (redis) => redis.call("CONFIG", "REWRITE"));
    return " Its file holds it too.";
  } catch (thrown) {
    if (!isDomainError(thrown)) throw thrown;
    return ` Its file could not be written, so a restart loses it: ${thrown.message}`;
  }
}
