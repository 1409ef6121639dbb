import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { runOperation } from "#lib/run-operation.ts";
import type { TestConsole } from "#lib/test-console.ts";
import { planRevocation } from "./plan-revocation.ts";
import { readLedger, readRevocation } from "./read-ledger.ts";
import { recheckRevocation } from "./recheck-revocation.ts";
import { revokeSessions } from "./revoke-sessions.ts";
import { createTestSessions, KEYSPACES } from "./test-sessions.ts";

const [WEB] = KEYSPACES;
const USERS = 24;
const SESSIONS_EACH = 10;

let test: TestConsole;

beforeAll(async () => {
  test = await createTestSessions({ replicas: 2, sentinels: 3 }, [{ ...WEB, revoke: { recheckMs: [1000, 4000] } }]);
});
afterAll(() => test.close());
beforeEach(async () => {
  await (await master()).flushall();
});

const master = async () => test.deployment.client(await test.deployment.currentMaster());
const keysOf = (user: number) => Array.from({ length: SESSIONS_EACH }, (_, nth) => `sess:${user}-${nth}`);

async function signIn(user: number): Promise<void> {
  const pipeline = (await master()).pipeline();
  for (const key of keysOf(user)) pipeline.set(key, JSON.stringify({ passport: { user } }));
  pipeline.wait(2, 5000);
  await pipeline.exec();
}

const plan = async (user: number) =>
  (
    await runOperation(planRevocation, test.context(), {
      deployment: "test",
      of: { scope: "user", userId: String(user) },
    })
  ).plan;
const revoke = (sealed: string) =>
  runOperation(revokeSessions, test.context(), { deployment: "test", plan: sealed, reason: "lost phone" });
const ledger = async () => (await runOperation(readLedger, test.context(), { deployment: "test" })).revocations;

describe("a revocation under Sentinel", () => {
  it("is confirmed by all replicas", async () => {
    await signIn(42);
    expect(await revoke(await plan(42))).toMatchObject({
      deleted: SESSIONS_EACH,
      replicas: { confirmed: 2, expected: 2 },
      left: 0,
    });
  });

  it("says how many replicas have confirmed it when one hangs", async () => {
    await signIn(42);
    const sealed = await plan(42);
    const [hanging] = test.deployment.replicas;
    hanging?.pause();
    try {
      expect(await revoke(sealed)).toMatchObject({
        deleted: SESSIONS_EACH,
        replicas: { confirmed: 1, expected: 2 },
        left: 0,
      });
    } finally {
      hanging?.resume();
    }
  });
});

describe("a revocation that the master refuses for want of replicas", () => {
  afterEach(async () => void (await (await master()).config("SET", "min-replicas-to-write", "0")));

  it("fails with that reason, deletes nothing and reports nothing deleted", async () => {
    await signIn(42);
    const sealed = await plan(42);
    await (await master()).config("SET", "min-replicas-to-write", "3");
    await expect(revoke(sealed)).rejects.toMatchObject({
      code: "REDIS_REPLIED_ERROR",
      message: expect.stringContaining("NOREPLICAS"),
    });
    expect(await (await master()).exists(...keysOf(42))).toBe(SESSIONS_EACH);
    expect((await ledger())[0]).toMatchObject({ deleted: 0, left: null, recheck: "unknown" });
  });
});

describe("a revocation of a master that hangs", () => {
  let alone: TestConsole;
  beforeAll(async () => {
    alone = await createTestSessions({}, [{ ...WEB, revoke: { recheckMs: [] } }]);
  });
  afterAll(() => alone.close());

  it("is answered as not known yet, goes on, and the ledger says what came of it", { timeout: 30_000 }, async () => {
    const { deployment } = alone;
    const redis = deployment.client(deployment.master.address);
    await redis.set("sess:a", JSON.stringify({ passport: { user: 42 } }));
    const of = { scope: "user", userId: "42" };
    const planned = await runOperation(planRevocation, alone.context(), { deployment: "test", of });
    deployment.master.pause();
    try {
      const input = { deployment: "test", plan: planned.plan, reason: "lost phone" };
      await expect(runOperation(revokeSessions, alone.context(), input)).rejects.toMatchObject({ code: "TIMEOUT" });
    } finally {
      deployment.master.resume();
    }
    await expect
      .poll(() => runOperation(readLedger, alone.context(), { deployment: "test" }), { timeout: 15_000 })
      .toMatchObject({ revocations: [{ deleted: 1, left: 0, recheck: "gone" }] });
    expect(await redis.exists("sess:a")).toBe(0);
    expect(alone.audit.at(-1)).toMatchObject({ phase: "unknown", operation: "session.revoke" });
  });
});

describe("revocations in the middle of a failover", () => {
  it("leave no session alive in the end, and what all replicas confirmed never came back", {
    timeout: 60_000,
  }, async () => {
    const users = Array.from({ length: USERS }, (_, nth) => 1000 + nth);
    for (const user of users) await signIn(user);
    const plans = await Promise.all(users.map(plan));
    const waiting = plans.values();
    const failover = test.deployment.failover();
    const confirmed = new Set<string>();
    await Promise.all(
      Array.from({ length: 4 }, async () => {
        for (const sealed of waiting) {
          // A revocation whose outcome nobody knows is in the ledger, from where it is checked again.
          const done = await revoke(sealed).catch(() => undefined);
          if (done?.replicas?.confirmed === done?.replicas?.expected && done !== undefined) confirmed.add(done.id);
        }
      }),
    );
    const after = await failover;
    const made = (await ledger()).slice(0, USERS);
    expect(made).toHaveLength(USERS);
    for (const { id } of made) {
      const at = { deployment: "test", id };
      const read = () => runOperation(readRevocation, test.context(), at);
      await expect.poll(read, { timeout: 15_000 }).not.toMatchObject({ recheck: "pending" });
      if ((await read()).recheck === "unknown") await runOperation(recheckRevocation, test.context(), at);
      if (confirmed.has(id)) expect(await read()).toMatchObject({ cameBack: 0 });
    }
    expect(await test.deployment.client(after).exists(...users.flatMap(keysOf))).toBe(0);
  });
});

describe("revocations while the master dies", () => {
  it("delete every session on the master that follows", { timeout: 60_000 }, async () => {
    const users = Array.from({ length: 10 }, (_, nth) => 2000 + nth);
    for (const user of users) await signIn(user);
    const [first, ...others] = await Promise.all(users.map(plan));
    const before = await test.deployment.currentMaster();
    const dying = test.deployment.instances.find(({ address }) => address === before);
    await revoke(first ?? "");
    // The others are under way when it dies, or meet it dead.
    const asked = others.map((sealed) => revoke(sealed).catch(() => undefined));
    await dying?.kill();
    await Promise.all(asked);
    await expect
      .poll(async () => (await ledger()).slice(0, users.length), { timeout: 40_000 })
      .toEqual(users.map(() => expect.objectContaining({ deleted: SESSIONS_EACH, recheck: "gone" })));
    const after = await test.deployment.currentMaster();
    expect(after).not.toBe(before);
    expect(await test.deployment.client(after).exists(...users.flatMap(keysOf))).toBe(0);
    await dying?.start();
  });
});
