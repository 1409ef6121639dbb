import { setTimeout as delay } from "node:timers/promises";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { z } from "zod";
import type { AuditEntry } from "#lib/audit/audit-line.ts";
import type { OperationContext } from "#lib/context.ts";
import { DomainError } from "#lib/errors.ts";
import type { Role } from "#lib/roles.ts";
import { runOperation } from "#lib/run-operation.ts";
import type { Store } from "#lib/store/store.ts";
import { startTestStores, type TestStores } from "#lib/store/test-stores.ts";
import { testContext } from "#lib/test-context.ts";
import { within } from "#lib/test-within.ts";
import { cancelJob } from "./cancel-job.ts";
import { defineJob } from "./define-job.ts";
import { type JobRunner, startJobRunner } from "./job-runner.ts";
import { listJobs } from "./list-jobs.ts";
import { resumeJob } from "./resume-job.ts";
import type { Job } from "./schema.ts";
import { startJob } from "./start-job.ts";

const ran: string[] = [];
const quick = defineJob({
  name: "test.quick",
  input: z.object({ name: z.string() }),
  async run({ input, report }) {
    ran.push(input.name);
    report({ fraction: 0.5, counts: { found: 3 } });
    return { done: input.name };
  },
  count: () => 3,
});
const endless = defineJob({
  name: "test.endless",
  input: z.object({}),
  async run({ signal, report, checkpoint }) {
    const before = typeof checkpoint === "number" ? checkpoint : 0;
    report({ fraction: 0.7, checkpoint: before + 1 });
    report({ fraction: 0.2 });
    await delay(60_000, undefined, { signal }).catch(() => undefined);
    return { checkpoint: before + 1 };
  },
});
const storing = defineJob({
  name: "test.storing",
  input: z.object({}),
  async run({ id, report, stored, services }) {
    report({ checkpoint: "here" });
    await stored();
    const row = services.store.db.selectFrom("job").select("checkpoint").where("id", "=", id);
    return row.executeTakeFirst();
  },
});
const failing = defineJob({
  name: "test.failing",
  input: z.object({ code: z.enum(["CONFLICT", "TIMEOUT"]) }),
  run: async ({ input: { code } }) => {
    throw new DomainError(code, "It did not go well.");
  },
});
const KINDS = [quick, endless, storing, failing];

describe.each(["sqlite", "postgres"] as const)("jobs on %s", (kind) => {
  let stores: TestStores;
  let store: Store;
  let lines: AuditEntry[];
  const runners: JobRunner[] = [];
  beforeAll(async () => {
    stores = await startTestStores(kind);
  });
  afterAll(() => stores.stop());
  beforeEach(async () => {
    store = (await stores.create()).store;
    ran.length = 0;
    lines = [];
  });
  afterEach(async () => {
    await Promise.all(runners.splice(0).map((runner) => runner.stop()));
  });

  let late = 0;
  function context(userId = "u1", role: Role = "sre"): OperationContext {
    const audit = { append: async (line: AuditEntry) => void lines.push(line) };
    const deployments = { names: ["test"], get: () => ({ name: "test" }) };
    // Of the registry these operations ask for the name alone.
    const services = { store, audit, now: () => Date.now() + late, deployments: deployments as never };
    return testContext({ userId, name: userId, role, authenticatedAt: services.now() }, services).ctx;
  }
  const runner = (owner = "one") => {
    const started = startJobRunner({ services: context().services, owner, kinds: KINDS });
    runners.push(started);
    return started;
  };
  const start = async (name: string, userId = "u1") =>
    (await startJob(context(userId), quick, { deployment: "test", title: name, input: { name } })).jobId;
  let started = 0;
  const startEndless = async () => {
    started += 1;
    return (await startJob(context(), endless, { deployment: "test", title: `endless ${started}`, input: {} })).jobId;
  };
  const all = async () => (await runOperation(listJobs, context(), { deployment: "test" })).jobs;
  const job = async (id: string): Promise<Job | undefined> => (await all()).find((one) => one.id === id);
  const stateOf = (id: string) => expect.poll(async () => (await job(id))?.state, { timeout: 30_000 });

  it("keep what they report before they go on, where they wait for that", async () => {
    const { jobId } = await startJob(context(), storing, { deployment: "test", title: "storing", input: {} });
    runner();
    await stateOf(jobId).toBe("succeeded");
    expect(await job(jobId)).toMatchObject({ result: { checkpoint: '"here"' } });
  });

  it("run to their end, with progress, result and a line in the audit log", async () => {
    const id = await start("a");
    runner();
    await stateOf(id).toBe("succeeded");
    expect(await job(id)).toMatchObject({ fraction: 1, counts: { found: 3 }, result: { done: "a" }, error: null });
    await expect.poll(() => lines.at(-1)).toMatchObject({ operation: "test.quick", phase: "succeeded", count: 3 });
  });

  it("are left alone by an attempt that has lost them to a later one, of the same process too", async () => {
    const id = await startEndless();
    runner();
    await stateOf(id).toBe("running");
    await store.db.updateTable("job").set({ attempts: 2 }).where("id", "=", id).execute();
    await expect.poll(() => lines.at(-1)).toMatchObject({ operation: "test.endless", phase: "unknown" });
    expect(await job(id)).toMatchObject({ state: "running", endedAt: null });
  });

  it("are run by one of several processes each", async () => {
    const people = Array.from({ length: 10 }, (_, nth) => `u${nth}`);
    for (const person of people) for (let nth = 0; nth < 5; nth += 1) await start(`${person}-${nth}`, person);
    runner("one");
    runner("two");
    await expect
      .poll(async () => (await all()).filter(({ state }) => state === "succeeded").length, { timeout: 30_000 })
      .toBe(50);
    expect(ran.length).toBe(50);
    expect(new Set(ran).size).toBe(50);
  });

  it("end within a second of being cancelled, with what they have", async () => {
    const id = await startEndless();
    runner();
    await stateOf(id).toBe("running");
    await runOperation(cancelJob, context(), { deployment: "test", id });
    await within(1_000, async () => expect((await job(id))?.state).toBe("cancelled"));
    expect(await job(id)).toMatchObject({ fraction: 0.7, result: { checkpoint: 1 } });
    await expect(runOperation(cancelJob, context(), { deployment: "test", id })).resolves.toMatchObject({
      state: "cancelled",
    });
  });

  it("are found interrupted when the console stops, and go on once from where they were", async () => {
    const id = await startEndless();
    const first = runner();
    await stateOf(id).toBe("running");
    await expect.poll(async () => (await job(id))?.fraction).toBe(0.7);
    await first.stop();
    expect(await job(id)).toMatchObject({ state: "interrupted", mayResume: true });
    const { actor, ...rest } = context();
    const longAgo = { ...rest, actor: { ...actor, authenticatedAt: Date.now() - 6 * 60_000 } };
    await expect(runOperation(resumeJob, longAgo, { deployment: "test", id })).rejects.toMatchObject({
      code: "STEP_UP_REQUIRED",
    });
    late = 25 * 3_600_000;
    expect(await job(id)).toMatchObject({ mayResume: false });
    await expect(runOperation(resumeJob, context(), { deployment: "test", id })).rejects.toMatchObject({
      code: "CONFLICT",
    });
    late = 0;
    await runOperation(resumeJob, context(), { deployment: "test", id });
    const second = runner();
    await stateOf(id).toBe("running");
    await second.stop();
    expect(await job(id)).toMatchObject({ state: "interrupted", mayResume: false, result: { checkpoint: 2 } });
    await expect(runOperation(resumeJob, context(), { deployment: "test", id })).rejects.toMatchObject({
      code: "CONFLICT",
    });
  });

  it("are found interrupted when the process that ran them is gone", async () => {
    const id = await startEndless();
    await store.db
      .updateTable("job")
      .set({ state: "running", lease_owner: "gone", lease_until: Date.now() - 1, attempts: 1 })
      .where("id", "=", id)
      .execute();
    runner();
    await stateOf(id).toBe("interrupted");
    await expect
      .poll(() => lines.at(-1))
      .toMatchObject({
        operation: "test.endless",
        phase: "unknown",
        target: { shown: expect.stringMatching(/^interrupted: /) },
      });
  });

  it("are not started twice while one goes on, whoever asks", async () => {
    await start("the same");
    await expect(start("the same", "u2")).rejects.toMatchObject({
      code: "CONFLICT",
      message: expect.stringContaining("u1"),
    });
    const both = await Promise.allSettled([start("another"), start("another", "u2")]);
    expect(both.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    runner();
    await expect.poll(async () => (await all()).every(({ state }) => state === "succeeded")).toBe(true);
    await expect(start("the same")).resolves.toBeDefined();
  });

  it("stop when they have lost their lease", async () => {
    const id = await startEndless();
    runner("one");
    await stateOf(id).toBe("running");
    await store.db.updateTable("job").set({ lease_owner: "two" }).where("id", "=", id).execute();
    late = 60_000;
    await stateOf(id).toBe("interrupted");
    late = 0;
  });

  it("stop when the store cannot be told for longer than their lease", async () => {
    const id = await startEndless();
    const { services } = context();
    let isCut = false;
    const db = store.db.withPlugin({
      transformQuery({ node }) {
        if (isCut) throw new Error("the store cannot be reached");
        return node;
      },
      transformResult: async ({ result }) => result,
    });
    runners.push(
      startJobRunner({ services: { ...services, store: { ...store, db } }, owner: "cut off", kinds: KINDS }),
    );
    await stateOf(id).toBe("running");
    isCut = true;
    late = 60_000;
    // The line of the audit log is written by the process itself, when its work has ended.
    await expect.poll(() => lines.at(-1)?.phase, { timeout: 10_000 }).toBe("unknown");
    isCut = false;
    late = 0;
  });

  it("say how they failed, and that a timeout leaves it unknown", async () => {
    const order = (code: "CONFLICT" | "TIMEOUT") =>
      startJob(context(), failing, { deployment: "test", title: code, input: { code } });
    const [failed, unknown] = [await order("CONFLICT"), await order("TIMEOUT")];
    runner();
    await stateOf(failed.jobId).toBe("failed");
    await stateOf(unknown.jobId).toBe("unknown");
    expect((await job(failed.jobId))?.error).toEqual({ code: "CONFLICT", message: "It did not go well." });
    await expect.poll(() => lines.map(({ phase }) => phase).sort()).toEqual(["failed", "unknown"]);
  });

  it("wait while two of the same person run, and more than seven are refused", async () => {
    const ids = [];
    for (let nth = 0; nth < 3; nth += 1) ids.push(await startEndless());
    runner();
    await expect.poll(async () => (await all()).filter(({ state }) => state === "running").length).toBe(2);
    const other = await start("other", "u2");
    await stateOf(other).toBe("succeeded");
    expect((await all()).filter(({ state }) => state === "queued")).toHaveLength(1);
    for (let nth = 0; nth < 4; nth += 1) await start(`more-${nth}`);
    await expect(start("one too many")).rejects.toMatchObject({ code: "TOO_MANY_REQUESTS" });
  });

  it("are there for their own people and for those who keep the deployment", async () => {
    const id = await start("mine", "u1");
    const seen = async (user: string, role: Role) =>
      (await runOperation(listJobs, context(user, role), { deployment: "test" })).jobs.length;
    expect(await seen("u1", "support")).toBe(1);
    expect(await seen("u2", "support")).toBe(0);
    expect(await seen("u2", "sre")).toBe(1);
    const cancel = (user: string, role: Role) =>
      runOperation(cancelJob, context(user, role), { deployment: "test", id });
    await expect(cancel("u2", "engineer")).rejects.toMatchObject({ code: "NOT_FOUND" });
    await expect(cancel("u2", "sre")).resolves.toMatchObject({ state: "cancelled" });
  });
});
