import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { type JobRunner, startJobRunner } from "#lib/jobs/job-runner.ts";
import { listJobs } from "#lib/jobs/list-jobs.ts";
import { runOperation } from "#lib/run-operation.ts";
import { planReset } from "./plan-reset.ts";
import { resetByPattern } from "./reset-by-pattern.ts";
import { resetByPatternJob } from "./reset-job.ts";
import { ResetReport } from "./schema.ts";
import { settle, startTestLimits, type TestLimits } from "./test-limits.ts";

const KEYSPACES = [
  {
    name: "api",
    match: "rl:{ip}",
    limit: 3,
    windowMs: 60_000,
    localBlock: { text: "Processes remember.", seconds: 60 },
  },
  { name: "login", match: "rl-login:{user}:hits", blockKey: "rl-login:{user}:blocked", algorithm: "counter-and-block" },
  { name: "scheduler", match: "b_{id}_settings", algorithm: "opaque", readOnly: true },
];

let test: TestLimits;
let runner: JobRunner;
beforeAll(async () => {
  test = await startTestLimits(KEYSPACES);
  runner = startJobRunner({ services: context().services, owner: "test", kinds: [resetByPatternJob] });
});
afterAll(async () => {
  await runner.stop();
  await test.console.close();
});
beforeEach(async () => void (await test.redis().flushall()));

const context = () => test.console.context("sre");
const plan = async (keyspace: string, pattern: string) => {
  await settle(test.redis());
  return runOperation(planReset, context(), { deployment: "test", keyspace, pattern });
};

async function carryOut(made: { plan: string; count: number }, typed = String(made.count)): Promise<ResetReport> {
  const input = { deployment: "test", plan: made.plan, reason: "wrong limit", typed };
  const { jobId } = await runOperation(resetByPattern, context(), input);
  const find = async () =>
    (await runOperation(listJobs, context(), { deployment: "test" })).jobs.find(({ id }) => id === jobId);
  await expect.poll(async () => (await find())?.endedAt, { timeout: 15_000 }).not.toBeNull();
  return ResetReport.parse((await find())?.result);
}

describe("the plan of a reset by pattern", () => {
  it("counts exactly, names what goes along and what is spared", async () => {
    const many = Array.from({ length: 1_500 }, (_, nth) => [`rl-login:u${nth}:hits`, "2"]).flat();
    await test.redis().mset(many);
    await test
      .redis()
      .mset("rl-login:u1:blocked", "1", "rl-login:gone:blocked", "1", "rl:192.0.2.1", "9", "other", "x");
    const made = await plan("login", "*");
    expect(made).toMatchObject({ count: 1_500, companions: 1, companionTemplates: ["rl-login:{user}:blocked"] });
    expect(made.spared.toSorted((one, other) => one.label.localeCompare(other.label))).toEqual([
      { label: "api", count: 1 },
      { label: "keys that are no counters", count: 1 },
    ]);
    expect(made.sample[0]).toMatch(/^u\d+$/);
    expect(made.source.role).toBe("replica");
    // The whole limiter: blocks that have outlived their counter go too.
    expect(await plan("login", "rl-login:*:hits")).toMatchObject({ count: 1_500, companions: 2 });
  });

  it("is refused for what is read-only", async () => {
    await expect(plan("scheduler", "*")).rejects.toMatchObject({ code: "FORBIDDEN" });
  });
});

describe("a reset by pattern", () => {
  it("deletes what the plan has shown with what belongs to it, and nothing else", async () => {
    await test.redis().mset("rl-login:a:hits", "2", "rl-login:a:blocked", "1", "rl-login:gone:blocked", "1");
    await test.redis().mset("rl:192.0.2.1", "9", "rl:198.51.100.1", "9", "other", "x");
    const login = await carryOut(await plan("login", "rl-login:*:hits"));
    expect(login).toMatchObject({ deleted: 1, companions: 2, left: 0, replicas: { confirmed: 1, connected: 1 } });
    const api = await carryOut(await plan("api", "rl:192.0.2.*"));
    expect(api).toMatchObject({ deleted: 1, companions: 0, left: 0, localBlock: expect.stringContaining("remember") });
    expect((await test.redis().keys("*")).sort()).toEqual(["other", "rl:198.51.100.1"]);
    expect(test.console.audit.filter(({ operation }) => operation === "limits.reset-pattern").at(-1)).toMatchObject({
      phase: "succeeded",
      count: 1,
      target: { shown: "Reset rl:192.0.2.* of api" },
    });
  });

  it("wants the number of the plan, and the person who has seen it", async () => {
    await test.redis().mset("rl:192.0.2.1", "9", "rl:192.0.2.2", "9");
    const made = await plan("api", "rl:*");
    await expect(carryOut(made, "3")).rejects.toMatchObject({ code: "INVALID_INPUT", where: "typed" });
    const other = { ...context(), actor: { ...context().actor, userId: "u2" } };
    const input = { deployment: "test", plan: made.plan, reason: "wrong limit", typed: "2" };
    await expect(runOperation(resetByPattern, other, input)).rejects.toMatchObject({ code: "INVALID_INPUT" });
    expect(await test.redis().dbsize()).toBe(2);
  });

  it("deletes blocks that have outlived every counter, as many as the plan has counted", async () => {
    await test.redis().mset(Array.from({ length: 900 }, (_, nth) => [`rl-login:u${nth}:blocked`, "1"]).flat());
    const made = await plan("login", "rl-login:*:hits");
    expect(made).toMatchObject({ count: 0, companions: 900 });
    expect(await carryOut(made)).toMatchObject({ deleted: 0, companions: 900, left: 0 });
    expect(await test.redis().dbsize()).toBe(0);
  });

  it("stops when much more fits than was planned", async () => {
    await test.redis().set("rl:192.0.2.1", "9");
    const made = await plan("api", "rl:*");
    await test
      .redis()
      .mset(Array.from({ length: 3_000 }, (_, nth) => [`rl:10.0.${nth >> 8}.${nth & 255}`, "1"]).flat());
    const input = { deployment: "test", plan: made.plan, reason: "wrong limit", typed: "1" };
    const { jobId } = await runOperation(resetByPattern, context(), input);
    const find = async () =>
      (await runOperation(listJobs, context(), { deployment: "test" })).jobs.find(({ id }) => id === jobId);
    await expect.poll(async () => (await find())?.state, { timeout: 15_000 }).toBe("failed");
    expect((await find())?.error?.code).toBe("CONFLICT");
  });
});
