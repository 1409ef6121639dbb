import { setTimeout as delay } from "node:timers/promises";
import type { Redis } from "ioredis";
import type { Role } from "#lib/roles.ts";
import { runOperation } from "#lib/run-operation.ts";
import { startTestConsole, type TestConsole } from "#lib/test-console.ts";
import { findHashedLimits } from "./find-hashed-limits.ts";
import { findLimits } from "./find-limits.ts";
import { resetLimits } from "./reset-limits.ts";
import type { LimitsBoard, RateLimit, RateLimits, ResetLimits } from "./schema.ts";
import { watchLimits } from "./watch-limits.ts";

export const LIMITS_DB = 3;

export interface TestLimits {
  readonly console: TestConsole;
  redis(): Redis;
  find(subject: string, role?: Role): Promise<RateLimits>;
  /** The one counter of a subject. */
  one(subject: string): Promise<RateLimit>;
  findHashed(keyspace: string, fields: Record<string, string>): Promise<RateLimits>;
  board(): Promise<LimitsBoard>;
  reset(limits: readonly Pick<RateLimit, "keyspace" | "key">[], role?: Role): Promise<ResetLimits>;
}

/** A console with real servers, asked as a person would ask it. */
export async function startTestLimits(
  keyspaces: readonly Record<string, unknown>[],
  servers: Parameters<typeof startTestConsole>[0] = { replicas: 1, sentinels: 1 },
): Promise<TestLimits> {
  const console = await startTestConsole(
    servers,
    keyspaces.map((keyspace) => ({ db: LIMITS_DB, kind: "rate-limit", label: keyspace.name, ...keyspace })),
  );
  const redis = console.deployment.client(console.deployment.master.address, LIMITS_DB);
  const find = async (subject: string, role: Role = "support") =>
    firstOf(await runOperation(findLimits, console.context(role), { deployment: "test", subject }));
  return {
    console,
    redis: () => redis,
    find,
    async one(subject) {
      const { limits } = await find(subject);
      const [limit, ...others] = limits;
      if (limit === undefined || others.length > 0)
        throw new Error(`${subject} has ${limits.length} counters, not one.`);
      return limit;
    },
    findHashed: async (keyspace, fields) =>
      firstOf(await runOperation(findHashedLimits, console.context(), { deployment: "test", keyspace, fields })),
    board: async () => firstOf(await runOperation(watchLimits, console.context(), { deployment: "test" })),
    reset: (limits, role = "support") =>
      runOperation(resetLimits, console.context(role), {
        deployment: "test",
        limits: limits.map(({ keyspace, key }) => ({ keyspace, key })),
        reason: "customer called",
      }),
  };
}

/** Until the replica, which is what searches read, has what the master has. */
export async function settle(redis: Redis): Promise<void> {
  await redis.set("console:test:settled", "1");
  await redis.wait(1, 5_000);
  await redis.unlink("console:test:settled");
  await delay(5);
}

async function firstOf<Item>(items: AsyncIterable<Item>): Promise<Item> {
  for await (const item of items) return item;
  throw new Error("The stream ended without an item.");
}
