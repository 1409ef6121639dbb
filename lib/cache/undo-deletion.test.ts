import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { OperationContext } from "#lib/context.ts";
import { type JobRunner, startJobRunner } from "#lib/jobs/job-runner.ts";
import { listJobs } from "#lib/jobs/list-jobs.ts";
import { restorerAclRules } from "#lib/redis/acl-rules.ts";
import { runOperation } from "#lib/run-operation.ts";
import { startTestConsole, type TestConsole } from "#lib/test-console.ts";
import { dropExpired } from "#lib/undo/drop-expired.ts";
import { HAS_BEGUN, keepForJob } from "#lib/undo/keep-for-job.ts";
import { keepValues } from "#lib/undo/keep-values.ts";
import { restoreUndo } from "#lib/undo/restore-undo.ts";
import { UndoDetail } from "#lib/undo/schema.ts";
import { KEPT_MS } from "#lib/undo/undo-limits.ts";
import { deleteCacheKeys } from "./delete-cache-keys.ts";
import { flushCache } from "./flush-cache.ts";
import { flushCacheJob } from "./flush-job.ts";
import { planFlush } from "./plan-flush.ts";
import { FlushReport } from "./schema.ts";

const PAGES = { kind: "cache", name: "pages", label: "Pages", db: 0, match: "cache:{id}" };
const SECRET = "personal data of somebody";

let test: TestConsole;
let runner: JobRunner;
beforeAll(async () => {
  test = await startTestConsole(
    {
      replicas: 1,
      sentinels: 1,
      redisConf: [`user restorer on nopass ${restorerAclRules(["cache:*"])}`],
    },
    [PAGES],
    () => ({ users: { reader: {}, writer: {}, restorer: { username: "restorer" } } }),
  );
  runner = startJobRunner({ services: context().services, owner: "test", kinds: [flushCacheJob] });
});
afterAll(async () => {
  await runner.stop();
  await test.close();
});
beforeEach(async () => {
  await redis().flushall();
});

const redis = () => test.deployment.client(test.deployment.master.address);
const context = (userId = "u1", role: "engineer" | "sre" = "engineer"): OperationContext => {
  const ctx = test.context(role);
  return { ...ctx, actor: { ...ctx.actor, userId } };
};
const remove = (...keys: (string | Buffer)[]) =>
  runOperation(deleteCacheKeys, context(), {
    deployment: "test",
    keyspace: "pages",
    keys: keys.map((key) => Buffer.from(key).toString("base64url")),
    reason: "wrong content",
  });
const restore = (id: string | undefined, ctx = context()) =>
  runOperation(restoreUndo, ctx, { deployment: "test", id: id ?? "" });

async function flush(pattern: string) {
  await redis().wait(1, 2_000);
  const plan = await runOperation(planFlush, context(), { deployment: "test", keyspace: "pages", pattern });
  const input = { deployment: "test", plan: plan.plan, reason: "release", typed: String(plan.count) };
  const { jobId } = await runOperation(flushCache, context(), input);
  const job = async () =>
    (await runOperation(listJobs, context(), { deployment: "test" })).jobs.find(({ id }) => id === jobId);
  await expect.poll(async () => (await job())?.state, { timeout: 20_000 }).toBe("succeeded");
  return { jobId, plan, report: FlushReport.parse((await job())?.result) };
}

describe("undoing a deletion", () => {
  it("brings back values of every type, byte for byte, with the time they had left", async () => {
    const binary = Buffer.from([...Buffer.from("cache:"), 0, 255, 13, 10]);
    await redis().set(binary, Buffer.from([0, 1, 255]));
    await redis().set("cache:text", SECRET, "PX", 60_000);
    await redis().hset("cache:hash", "f", "v");
    await redis().rpush("cache:list", "a", "b");
    await redis().zadd("cache:zset", 1.5, "m");
    await redis().xadd("cache:stream", "1-1", "f", "v");
    const expiry = await redis().pexpiretime("cache:text");
    const { undo, deleted } = await remove(
      binary,
      "cache:text",
      "cache:hash",
      "cache:list",
      "cache:zset",
      "cache:stream",
    );
    expect(deleted).toBe(6);
    expect(undo.offer).toMatchObject({ keys: 6 });
    expect(await redis().dbsize()).toBe(0);
    expect(await restore(undo.offer?.id)).toEqual({
      restored: 6,
      fresh: 0,
      expired: 0,
      refused: 0,
      replicas: { confirmed: 1, connected: 1 },
    });
    expect(await redis().getBuffer(binary)).toEqual(Buffer.from([0, 1, 255]));
    expect(await redis().pexpiretime("cache:text")).toBe(expiry);
    expect(await redis().pttl(binary)).toBe(-1);
    expect(await redis().zscore("cache:zset", "m")).toBe("1.5");
    expect(await redis().xlen("cache:stream")).toBe(1);
    expect(test.audit.at(-1)).toMatchObject({ operation: "undo.restore", phase: "succeeded", count: 6 });
  });

  it("leaves fresh values as they are, and what would have ended meanwhile gone", async () => {
    await redis().mset("cache:a", "old", "cache:b", "old");
    await redis().set("cache:c", "short", "PX", 20_000);
    const { undo } = await remove("cache:a", "cache:b", "cache:c");
    await redis().set("cache:a", "fresh");
    const later = { ...context(), services: { ...context().services, now: () => Date.now() + 30_000 } };
    expect(await restore(undo.offer?.id, later)).toMatchObject({ restored: 1, fresh: 1, expired: 1 });
    expect(await redis().mget("cache:a", "cache:b", "cache:c")).toEqual(["fresh", "old", null]);
  });

  it("says that the server has no memory left for it, and is possible when it has", async () => {
    await redis().set("cache:a", "1");
    const { undo } = await remove("cache:a");
    await redis().config("SET", "maxmemory", "1mb");
    await expect(restore(undo.offer?.id)).rejects.toMatchObject({
      code: "REDIS_REPLIED_ERROR",
      message: expect.stringContaining("(OOM)"),
    });
    await redis().config("SET", "maxmemory", "0");
    expect(await restore(undo.offer?.id)).toMatchObject({ restored: 1 });
  });

  it("is possible once, for ten minutes, for the person who deleted it or an sre", async () => {
    await redis().set("cache:a", "1");
    const { undo } = await remove("cache:a");
    await expect(restore(undo.offer?.id, context("u2"))).rejects.toMatchObject({ code: "NOT_FOUND" });
    const late = { ...context(), services: { ...context().services, now: () => Date.now() + KEPT_MS + 1 } };
    await expect(restore(undo.offer?.id, late)).rejects.toMatchObject({ code: "NOT_FOUND" });
    expect(await restore(undo.offer?.id, context("u2", "sre"))).toMatchObject({ restored: 1 });
    await expect(restore(undo.offer?.id)).rejects.toMatchObject({ code: "CONFLICT" });
  });

  it("brings each key back once where two people undo it at the same time", async () => {
    const names = Array.from({ length: 400 }, (_, nth) => `cache:${nth}`);
    await redis().mset(names.flatMap((name) => [name, "v"]));
    const { undo } = await remove(...names);
    const done = await Promise.allSettled([restore(undo.offer?.id), restore(undo.offer?.id, context("u2", "sre"))]);
    const codes = done.flatMap((one) => (one.status === "rejected" ? [one.reason.code] : []));
    // Whoever comes late is told so, or finds the keys there.
    expect(codes.filter((code) => code !== "CONFLICT")).toEqual([]);
    const restored = done.flatMap((one) => (one.status === "fulfilled" ? [one.value.restored] : []));
    expect(restored.reduce((sum, count) => sum + count, 0)).toBeGreaterThan(0);
    expect(await redis().dbsize()).toBe(400);
  });

  it("keeps nothing in the store that can be read, and nothing at all after its time", async () => {
    await redis().set("cache:a", SECRET);
    await remove("cache:a");
    const { services } = context();
    const rows = await services.store.db.selectFrom("kept_values").selectAll().execute();
    expect(rows.length).toBeGreaterThan(0);
    for (const { sealed } of rows) {
      expect(sealed).not.toContain(SECRET);
      expect(Buffer.from(sealed, "base64url").includes(SECRET)).toBe(false);
    }
    await dropExpired({ ...services, now: () => Date.now() + KEPT_MS + 1 });
    expect(await services.store.db.selectFrom("kept_values").selectAll().execute()).toEqual([]);
    expect(await services.store.db.selectFrom("undo").selectAll().execute()).toEqual([]);
  });

  it("opens only what this console kept for this very undo", async () => {
    await redis().set("cache:a", "1");
    const { undo } = await remove("cache:a");
    await redis().set("cache:b", "1");
    const other = await remove("cache:b");
    const { db } = context().services.store;
    const { sealed } = await db
      .selectFrom("kept_values")
      .select("sealed")
      .where("undo_id", "=", other.undo.offer?.id ?? "")
      .executeTakeFirstOrThrow();
    await db
      .updateTable("kept_values")
      .set({ sealed })
      .where("undo_id", "=", undo.offer?.id ?? "")
      .execute();
    await expect(restore(undo.offer?.id)).rejects.toMatchObject({ code: "INVALID_INPUT" });
    expect(await redis().dbsize()).toBe(0);
  });
});

it("offers nothing, and keeps nothing, where the deletion has taken longer than values are kept", async () => {
  const { services } = context();
  const connections = services.deployments.get("test");
  const expected = { keys: 2, bytes: 0 };
  const keeper = await keepValues(services, { connections, keyspace: "pages", db: 0, userId: "u1", expected });
  await redis().mset("cache:early", SECRET, "cache:late", SECRET);
  await keeper.keep([Buffer.from("cache:early")], test.deployment.master.address);
  await dropExpired({ ...services, now: () => Date.now() + KEPT_MS + 1 });
  await keeper.keep([Buffer.from("cache:late")], test.deployment.master.address);
  expect(await keeper.finish()).toEqual({ offer: null, why: expect.stringContaining("longer") });
  expect(await services.store.db.selectFrom("kept_values").selectAll().execute()).toEqual([]);
});

it("brings back the newest of what was kept twice, and calls the other neither restored nor fresh", async () => {
  const { services, actor } = context();
  const connections = services.deployments.get("test");
  const expected = { keys: 1, bytes: 0 };
  const whose = { connections, keyspace: "pages", db: 0, userId: actor.userId, expected };
  const keeper = await keepValues(services, whose);
  for (const value of ["before the failover", "after it"]) {
    await redis().set("cache:a", value);
    await keeper.keep([Buffer.from("cache:a")], test.deployment.master.address);
    await redis().unlink("cache:a");
  }
  const { offer } = await keeper.finish();
  expect(await restore(offer?.id)).toMatchObject({ restored: 1, fresh: 0, expired: 0 });
  expect(await redis().get("cache:a")).toBe("after it");
});

describe("undoing a flush that did not end", () => {
  it("is offered although the flush has failed", async () => {
    const fill = (count: number) =>
      redis().mset(Array.from({ length: count }, (_, nth) => [`cache:p:${nth}`, "v"]).flat());
    await fill(800);
    await redis().wait(1, 2_000);
    const plan = await runOperation(planFlush, context(), {
      deployment: "test",
      keyspace: "pages",
      pattern: "cache:*",
    });
    await fill(3_000);
    const input = { deployment: "test", plan: plan.plan, reason: "release", typed: "800" };
    const { jobId } = await runOperation(flushCache, context(), input);
    const job = async () =>
      (await runOperation(listJobs, context(), { deployment: "test" })).jobs.find(({ id }) => id === jobId);
    await expect.poll(async () => (await job())?.state, { timeout: 20_000 }).toBe("failed");
    const deleted = 3_000 - (await redis().dbsize());
    const { undo } = UndoDetail.parse((await job())?.detail);
    expect(deleted).toBeGreaterThan(0);
    expect(undo.offer?.keys).toBe(deleted);
    await restore(undo.offer?.id);
    expect(await redis().dbsize()).toBe(3_000);
  });

  it("is one undo of both attempts, or none where the first is kept no more", async () => {
    const { services, actor } = context();
    const whose = {
      connections: services.deployments.get("test"),
      keyspace: "pages",
      db: 0,
      expected: { keys: 2, bytes: 0 },
    };
    const attempt = (id: string, checkpoint: unknown, key: string, isLast: boolean) =>
      keepForJob({ id, actor, services, checkpoint, report: () => undefined }, whose, async (keep) => {
        await keep([Buffer.from(key)], test.deployment.master.address);
        await redis().unlink(key);
        if (!isLast) throw new Error("The console is gone.");
      });
    await redis().mset("cache:first", "1", "cache:second", "2");
    const id = randomUUID();
    await expect(attempt(id, null, "cache:first", false)).rejects.toThrow("gone");
    const { undo } = await attempt(id, HAS_BEGUN, "cache:second", true);
    expect(undo.offer).toMatchObject({ id, keys: 2 });
    expect(await restore(id)).toMatchObject({ restored: 2 });
    expect(await redis().mget("cache:first", "cache:second")).toEqual(["1", "2"]);
    const late = await attempt(randomUUID(), HAS_BEGUN, "cache:second", true);
    expect(late.undo).toEqual({ offer: null, why: expect.stringContaining("before the interruption") });
  });
});

describe("undoing a flush whose console died", () => {
  it("is possible once the job is known to be over", async () => {
    const { services, actor } = context();
    await redis().set("cache:other", "x");
    const { jobId } = await flush("cache:other");
    await redis().set("cache:gone", "1");
    const connections = services.deployments.get("test");
    const expected = { keys: 1, bytes: 0 };
    const whose = { connections, keyspace: "pages", db: 0, userId: actor.userId, expected };
    await restore(jobId);
    const keeper = await keepValues(services, { ...whose, job: { id: jobId, hasBegun: false } });
    await keeper.keep([Buffer.from("cache:gone")], test.deployment.master.address);
    await redis().unlink("cache:gone");
    expect(keeper.soFar()).toMatchObject({ offer: { id: jobId, keys: 1 } });
    const setState = (state: string) =>
      services.store.db
        .updateTable("job")
        .set({ state, lease_until: Date.now() + 60_000 })
        .where("id", "=", jobId)
        .execute();
    await setState("running");
    await expect(restore(jobId)).rejects.toMatchObject({ code: "CONFLICT" });
    await setState("interrupted");
    expect(await restore(jobId)).toMatchObject({ restored: 1 });
  });
});

describe("undoing a flush", () => {
  it("brings back all of it, as its plan has said", async () => {
    await redis().mset(Array.from({ length: 4_000 }, (_, nth) => [`cache:p:${nth}`, `value ${nth}`]).flat());
    const { plan, report } = await flush("cache:p:*");
    expect(plan.undo).toEqual({ isPossible: true, why: null });
    expect(report).toMatchObject({ deleted: 4_000, undo: { offer: { keys: 4_000 }, why: null } });
    expect(await redis().dbsize()).toBe(0);
    expect(await restore(report.undo.offer?.id)).toMatchObject({ restored: 4_000 });
    expect(await redis().get("cache:p:3999")).toBe("value 3999");
  });

  it("does not take a hash for small whose one huge field is among many small ones", async () => {
    await redis().hset("cache:hash", Object.fromEntries(Array.from({ length: 3_000 }, (_, nth) => [`f${nth}`, "x"])));
    await redis().hset("cache:hash", "huge", "x".repeat(3_000_000));
    expect(await remove("cache:hash")).toMatchObject({
      deleted: 1,
      undo: { offer: null, why: expect.stringMatching(/larger/) },
    });
  });

  it("says before and after that it is not possible where a value is too large, and flushes all the same", async () => {
    await redis().set("cache:large", "x".repeat(3_000_000));
    await redis().set("cache:small", "x");
    const { report } = await flush("cache:*");
    expect(report).toMatchObject({ deleted: 2, undo: { offer: null, why: expect.stringMatching(/larger/) } });
    expect(
      await context().services.store.db.selectFrom("undo").selectAll().where("state", "=", "keeping").execute(),
    ).toEqual([]);
    await redis().mset(Array.from({ length: 120 }, (_, nth) => [`cache:${nth}`, "y".repeat(400_000)]).flat());
    const much = await flush("cache:*");
    expect(much.plan.undo).toMatchObject({ isPossible: false, why: expect.stringMatching(/MiB/) });
    expect(much.report.undo.offer).toBeNull();
  }, 30_000);
});
