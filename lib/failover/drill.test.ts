import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { OperationContext } from "#lib/context.ts";
import { JOB_KINDS } from "#lib/job-list.ts";
import { type JobRunner, startJobRunner } from "#lib/jobs/job-runner.ts";
import { listJobs } from "#lib/jobs/list-jobs.ts";
import { runOperation } from "#lib/run-operation.ts";
import { startTestConsole, type TestConsole } from "#lib/test-console.ts";
import { listDrills } from "./list-drills.ts";
import { runDrill } from "./run-drill.ts";

let console: TestConsole;
let ctx: OperationContext;
let runner: JobRunner;
let environment = { name: "test", colour: "grey", production: false };
beforeAll(async () => {
  const users = { reader: {}, writer: {}, failover: {} };
  console = await startTestConsole({ replicas: 2, sentinels: 3, downAfterMs: 5_000 }, [], () => ({
    users,
    environment,
  }));
  ctx = console.context("sre");
  runner = startJobRunner({ services: ctx.services, owner: "one", kinds: JOB_KINDS });
});
afterAll(async () => {
  await runner.stop();
  await console.close();
});

describe("a drill", () => {
  it("measures what a writer meets, and is kept to be compared", { timeout: 90_000 }, async () => {
    const { jobId } = await runOperation(runDrill, ctx, { deployment: "test", mode: "safe", reason: "a test" });
    const find = async () =>
      (await runOperation(listJobs, ctx, { deployment: "test" })).jobs.find((job) => job.id === jobId);
    await expect.poll(async () => (await find())?.endedAt, { timeout: 60_000 }).toEqual(expect.any(Number));
    expect(await find()).toMatchObject({ state: "succeeded", error: null });
    const { drills } = await runOperation(listDrills, ctx, { deployment: "test" });
    expect(drills).toMatchObject([{ id: jobId, userName: "sam", report: { failover: { lostBytes: 0 } } }]);
    const canary = drills[0]?.report.canary;
    expect(canary?.lost).toBe(0);
    expect(canary?.acknowledged).toBeGreaterThan(10);
    // It waited at least while writes were paused.
    expect(canary?.longestGapMs).toBeGreaterThan(100);
    // Nobody had to notice anything; the rest is by the Sentinels' own events.
    const any = expect.any(Number);
    expect(drills[0]?.report.times).toMatchObject({ sdownMs: null, odownMs: null, electionMs: any, promotionMs: any });
  });

  it("asks for the typed name where writes may be lost", async () => {
    for (const mode of ["native", "stop"] as const)
      await expect(runOperation(runDrill, ctx, { deployment: "test", mode, reason: "a test" })).rejects.toMatchObject({
        code: "INVALID_INPUT",
      });
  });

  it("switches nothing where its writer cannot write: none lost of none says nothing", {
    timeout: 60_000,
  }, async () => {
    const address = await console.deployment.currentMaster();
    const master = console.deployment.client(address);
    await master.config("SET", "min-replicas-to-write", "5");
    const { jobId } = await runOperation(runDrill, ctx, {
      deployment: "test",
      mode: "native",
      typed: "test",
      reason: "a test",
    });
    const find = async () =>
      (await runOperation(listJobs, ctx, { deployment: "test" })).jobs.find((job) => job.id === jobId);
    await expect.poll(async () => (await find())?.endedAt, { timeout: 40_000 }).toEqual(expect.any(Number));
    expect(await find()).toMatchObject({
      state: "failed",
      error: { message: expect.stringMatching(/could not write/) },
    });
    expect(await console.deployment.currentMaster()).toBe(address);
    await master.config("SET", "min-replicas-to-write", "0");
    master.disconnect();
  });
});

it("is refused on a production deployment", async () => {
  environment = { ...environment, production: true };
  const production = await startTestConsole({}, [], () => ({ environment }));
  const attempt = runOperation(runDrill, production.context("sre"), {
    deployment: "test",
    mode: "safe",
    reason: "a test",
  });
  await expect(attempt).rejects.toMatchObject({ code: "FORBIDDEN" });
  await production.close();
});
