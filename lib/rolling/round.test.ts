import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { OperationContext } from "#lib/context.ts";
import { JOB_KINDS } from "#lib/job-list.ts";
import { type JobRunner, startJobRunner } from "#lib/jobs/job-runner.ts";
import { listJobs } from "#lib/jobs/list-jobs.ts";
import { pauseJob, unpauseJob } from "#lib/jobs/pause-job.ts";
import { resumeJob } from "#lib/jobs/resume-job.ts";
import type { Job } from "#lib/jobs/schema.ts";
import { startManagedConsole } from "#lib/lifecycle/test-managed.ts";
import { runOperation } from "#lib/run-operation.ts";
import type { TestConsole } from "#lib/test-console.ts";
import { planRound } from "./plan-round.ts";
import { RoundReport } from "./schema.ts";
import { startRound } from "./start-round.ts";

let console: TestConsole;
let ctx: OperationContext;
let runner: JobRunner;
beforeAll(async () => {
  const users = { reader: {}, writer: {}, failover: {} };
  console = await startManagedConsole({ replicas: 2, sentinels: 3, downAfterMs: 5_000 }, { users });
  ctx = console.context("sre");
  runner = startRunner("one");
});
afterAll(async () => {
  await runner.stop();
  await console.close();
});

function startRunner(owner: string): JobRunner {
  return startJobRunner({ services: ctx.services, owner, kinds: JOB_KINDS });
}

async function begin(isWithSentinels: boolean): Promise<string> {
  const { plan, checks } = await runOperation(planRound, ctx, { deployment: "test", isWithSentinels });
  expect(checks.filter(({ state }) => state === "refused")).toEqual([]);
  const { jobId } = await runOperation(startRound, ctx, { deployment: "test", plan, reason: "a test" });
  return jobId;
}

async function job(id: string): Promise<Job | undefined> {
  return (await runOperation(listJobs, ctx, { deployment: "test" })).jobs.find((one) => one.id === id);
}

const stepsOf = (found: Job | undefined) =>
  (found?.detail as { steps: { id: string; state: string; words: string }[] } | null)?.steps ?? [];
const stateOf = async (id: string, step: string) => stepsOf(await job(id)).find((one) => one.id === step)?.state;
const soon = { timeout: 120_000, interval: 200 };

async function runIds(): Promise<(string | undefined)[]> {
  return Promise.all(
    [...console.deployment.instances, ...console.deployment.sentinels].map(async ({ address }) => {
      const client = console.deployment.client(address);
      const text = await client.info("server").finally(() => client.disconnect());
      return /run_id:(\w+)/.exec(text)?.[1];
    }),
  );
}

/** A managed instance's process of now: its script has started it anew, so nobody else knows its id. */
async function processOf(name: string): Promise<number> {
  const instance = console.deployment.instances[Number(name.split("-")[1])];
  const client = console.deployment.client(instance?.address ?? "");
  const text = await client.info("server").finally(() => client.disconnect());
  return Number(/process_id:(\d+)/.exec(text)?.[1]);
}

describe("a rolling restart", () => {
  it("is refused on the server too, once the plan no longer holds", { timeout: 60_000 }, async () => {
    const { plan } = await runOperation(planRound, ctx, { deployment: "test", isWithSentinels: false });
    const pid = await processOf("redis-1");
    process.kill(pid, "SIGSTOP");
    try {
      const attempt = runOperation(startRound, ctx, { deployment: "test", plan, reason: "a test" });
      await expect(attempt).rejects.toMatchObject({
        code: "CONFLICT",
        message: expect.stringMatching(/1 replica is in sync: it takes 2/),
      });
    } finally {
      process.kill(pid, "SIGCONT");
    }
  });

  it("restarts everybody once, replicas first and the old master last, with all data", {
    timeout: 240_000,
  }, async () => {
    const before = await runIds();
    const first = await console.deployment.currentMaster();
    await console.deployment.client(first).set("kept", "through it all");
    const id = await begin(true);
    await expect.poll(async () => (await job(id))?.endedAt, soon).toEqual(expect.any(Number));
    const ended = await job(id);
    expect(ended).toMatchObject({ state: "succeeded", error: null });
    const report = RoundReport.parse(ended?.result);
    expect(report.restarted.map(({ name }) => name)).toEqual([
      ...["redis-1", "redis-2", "redis-0"],
      ...["sentinel-0", "sentinel-1", "sentinel-2"],
    ]);
    expect(report.failover).toMatchObject({ from: first, lostBytes: 0, isWhole: true });
    const after = await runIds();
    expect(after.filter((id, index) => id === before[index])).toEqual([]);
    const master = await console.deployment.currentMaster();
    expect(master).toBe(report.failover?.to);
    expect(await console.deployment.client(master).get("kept")).toBe("through it all");
  });

  it("rests when asked to, and is taken up again by another console", { timeout: 240_000 }, async () => {
    const before = await runIds();
    const id = await begin(false);
    await expect.poll(async () => stepsOf(await job(id)).length, soon).toBeGreaterThan(0);
    await runOperation(pauseJob, ctx, { deployment: "test", id });
    const names = stepsOf(await job(id)).map((step) => step.id);
    const [firstName = "", secondName = ""] = names;
    await expect.poll(() => stateOf(id, firstName), soon).toBe("done");
    expect(await stateOf(id, secondName)).toBe("waiting");
    // The console goes away while it rests, and another one takes the work up.
    await runner.stop();
    expect(await job(id)).toMatchObject({ state: "interrupted", mayResume: true });
    const pid = await processOf(firstName);
    process.kill(pid, "SIGSTOP");
    runner = startRunner("two");
    await runOperation(resumeJob, console.context("sre"), { deployment: "test", id });
    await expect.poll(async () => (await job(id))?.state, soon).toBe("running");
    await runOperation(unpauseJob, ctx, { deployment: "test", id });
    // The next is not touched as long as the first is not back.
    const wordsOf = async () => stepsOf(await job(id)).find((one) => one.id === firstName)?.words;
    await expect.poll(wordsOf, soon).toMatch(/does not answer yet/);
    expect(await stateOf(id, secondName)).toBe("waiting");
    process.kill(pid, "SIGCONT");
    await expect.poll(async () => (await job(id))?.endedAt, soon).toEqual(expect.any(Number));
    const ended = await job(id);
    expect(ended).toMatchObject({ state: "succeeded", error: null });
    // The first one had been restarted before: once is enough.
    expect(RoundReport.parse(ended?.result).restarted.map(({ name }) => name)).toEqual(
      names.filter((name) => name !== "failover"),
    );
    expect(await stateOf(id, firstName)).toBe("skipped");
    const after = await runIds();
    expect(after.slice(0, 3).filter((id, index) => id === before[index])).toEqual([]);
  });

  it("stops at the first surprise, and leaves the rest alone", { timeout: 120_000 }, async () => {
    const id = await begin(false);
    await expect.poll(async () => stepsOf(await job(id)).filter(({ state }) => state === "done").length, soon).toBe(1);
    await console.deployment.failover();
    await expect.poll(async () => (await job(id))?.endedAt, soon).toEqual(expect.any(Number));
    const ended = await job(id);
    // The script refuses to restart what has become a master, or the round sees another master than it knows.
    expect(ended).toMatchObject({
      state: "failed",
      error: { code: expect.stringMatching(/^(CONFLICT|SCRIPT_FAILED)$/) },
    });
    expect(stepsOf(ended).filter(({ state }) => state === "waiting").length).toBeGreaterThan(0);
  });
});
