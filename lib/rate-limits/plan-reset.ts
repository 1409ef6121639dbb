import type { OperationContext } from "#lib/context.ts";
import { DomainError } from "#lib/errors.ts";
import { keyPlan } from "#lib/keys/key-plan.ts";
import { type KeySelection, startKeyScan } from "#lib/keys/scan-keys.ts";
import { defineOperation } from "#lib/operation.ts";
import type { RedisHandle } from "#lib/redis/deployment-connections.ts";
import { readingSource } from "#lib/redis/reading-source.ts";
import { undoOutlook } from "#lib/undo/undo-limits.ts";
import { describeBlock } from "./describe-limiter.ts";
import { type CompiledLimiter, limiterNamed, limiters } from "./limit-keyspace.ts";
import { blocksOfWhole, companionsOf, countersThatFit } from "./reset-selection.ts";
import { PlanResetInput, type ResetPlan } from "./schema.ts";
import { serverTime } from "./server-time.ts";

export const resetPlan = keyPlan("reset plan");
const KEYS_A_CALL = 1_000;
const SHOWN = 20;
/** Measured on loopback with batches that others do not feel; a network makes it longer. */
const KEYS_A_SECOND = 100_000;

/** Says exactly which counters a reset would delete, and what goes along or is spared, before anything is deleted. */
export const planReset = defineOperation({
  name: "limits.plan-reset",
  summary: "plan the reset of rate limits by a pattern",
  kind: "read",
  roles: ["sre"],
  input: PlanResetInput,
  async run(ctx, { deployment, keyspace, pattern }): Promise<ResetPlan> {
    const { services } = ctx;
    const connections = services.deployments.get(deployment);
    const limiter = limiterNamed(connections.config, keyspace);
    const { name, label, db, readOnly, localBlock, companions, blockKey, resetKey, timeKey } = limiter.config;
    if (readOnly) throw new DomainError("FORBIDDEN", `${label} is read-only in the configuration.`);
    const { handle, role } = await readingSource(connections, db, "replica");
    const others = limiters(connections.config).filter((other) => other.config.db === db && other.config.name !== name);
    const found = await countAll(ctx, { handle, limiter, others, pattern });
    const counted = { count: found.count, companions: found.companions };
    const plan = { deployment, keyspace, pattern, ...counted, by: ctx.actor.userId };
    return {
      ...resetPlan.seal(services, plan),
      keyspace: name,
      label,
      pattern,
      ...counted,
      companionTemplates: [...[blockKey, resetKey, timeKey].flatMap((source) => source ?? []), ...companions],
      spared: [...found.spared].map(([owner, count]) => ({ label: owner, count })),
      sample: found.sample.map((key) => limiter.subjectOf(key)),
      estimatedMs: Math.round((found.visited / KEYS_A_SECOND) * 1_000),
      localBlock: localBlock === undefined ? null : describeBlock(localBlock),
      undo: undoOutlook(connections, { keys: found.count + found.companions, bytes: 0 }),
      source: { address: handle.address, role },
    };
  },
});

interface Counting {
  readonly handle: RedisHandle;
  readonly limiter: CompiledLimiter;
  readonly others: readonly CompiledLimiter[];
  readonly pattern: string;
}

interface Counted {
  count: number;
  companions: number;
  visited: number;
  spared: Map<string, number>;
  sample: Buffer[];
}

async function countAll(
  { signal }: OperationContext,
  { handle, limiter, others, pattern }: Counting,
): Promise<Counted> {
  const visited = await handle.run("DBSIZE", (redis) => redis.dbsize());
  const found: Counted = { count: 0, companions: 0, visited, spared: new Map(), sample: [] };
  const nowMs = await serverTime(handle);
  const ownerOf = (key: Buffer) =>
    others.find((other) => other.counterOf(key) !== undefined)?.config.label ?? "keys that are no counters";
  await eachBatch(handle, countersThatFit(limiter, pattern), signal, async (keys, rest) => {
    found.count += keys.length;
    found.sample.push(...keys.slice(0, SHOWN - found.sample.length));
    found.companions += await countExisting(handle, companionsOf(limiter, keys, nowMs));
    for (const key of rest.filter((one) => limiter.counterOf(one) === undefined)) {
      found.spared.set(ownerOf(key), (found.spared.get(ownerOf(key)) ?? 0) + 1);
    }
  });
  let beside = 0;
  for (const selection of blocksOfWhole(limiter, pattern)) {
    await eachBatch(handle, selection, signal, async (keys) => {
      beside += keys.length;
    });
  }
  // Those beside a counter are among those found by themselves.
  return { ...found, companions: Math.max(found.companions, beside) };
}

async function eachBatch(
  handle: RedisHandle,
  selection: KeySelection,
  signal: AbortSignal,
  hear: (keys: readonly Buffer[], others: readonly Buffer[]) => Promise<void>,
): Promise<void> {
  const scan = await startKeyScan(handle, selection);
  while (!scan.isDone) {
    if (signal.aborted) throw new DomainError("CONFLICT", "The counting was stopped, so there is no plan.");
    const { keys, others } = await scan.next(KEYS_A_CALL);
    await hear(keys, others);
  }
}

async function countExisting(handle: RedisHandle, keys: readonly Buffer[]): Promise<number> {
  return keys.length === 0 ? 0 : handle.run("EXISTS", (redis) => redis.exists(...keys));
}
