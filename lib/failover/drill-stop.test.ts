import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { OperationContext } from "#lib/context.ts";
import { JOB_KINDS } from "#lib/job-list.ts";
import { type JobRunner, startJobRunner } from "#lib/jobs/job-runner.ts";
import { listJobs } from "#lib/jobs/list-jobs.ts";
import { startManagedConsole } from "#lib/lifecycle/test-managed.ts";
import { runOperation } from "#lib/run-operation.ts";
import type { TestConsole } from "#lib/test-console.ts";
import { drillJob } from "./drill-job.ts";
import { runDrill } from "./run-drill.ts";
import { DrillReport } from "./schema.ts";

let console: TestConsole;
let ctx: OperationContext;
let runner: JobRunner;
beforeAll(async () => {
  const users = { reader: {}, writer: {}, failover: {} };
  console = await startManagedConsole({ replicas: 2, sentinels: 3, downAfterMs: 1_000 }, { users });
  ctx = console.context("sre");
  runner = startJobRunner({ services: ctx.services, owner: "one", kinds: JOB_KINDS });
});
afterAll(async () => {
  await runner.stop();
  await console.close();
});

async function isReplica(address: string): Promise<boolean> {
  const client = console.deployment.client(address);
  const text = await client.info("replication").catch(() => "");
  client.disconnect();
  return /role:slave/.test(text) && /master_link_status:up/.test(text);
}

describe("a drill in which the master goes away", () => {
  it("measures how long the Sentinels took to notice, elect and promote, and brings the master back as a replica", {
    timeout: 120_000,
  }, async () => {
    const { address } = console.deployment.master;
    const order = { deployment: "test", mode: "stop", typed: "test", reason: "a test" } as const;
    const { jobId } = await runOperation(runDrill, ctx, order);
    const find = async () =>
      (await runOperation(listJobs, ctx, { deployment: "test" })).jobs.find(({ id }) => id === jobId);
    await expect.poll(async () => (await find())?.endedAt, { timeout: 100_000 }).toEqual(expect.any(Number));
    const job = await find();
    expect(job).toMatchObject({ state: "succeeded", error: null });
    const { failover, times, canary } = DrillReport.parse(job?.result);
    expect(failover).toMatchObject({ mode: "stop", from: address, isWhole: true, askedOf: null });
    const any = expect.any(Number);
    expect(times).toMatchObject({ sdownMs: any, odownMs: any, electionMs: any, promotionMs: any, namedMs: any });
    const names = times?.events.map(({ name }) => name) ?? [];
    const course = ["+sdown", "+odown", "+elected-leader", "+promoted-replica", "+switch-master"];
    expect(course.map((name) => names.indexOf(name))).toEqual(
      course.map((name) => names.indexOf(name)).toSorted((a, b) => a - b),
    );
    expect(names).toEqual(expect.arrayContaining(course));
    expect(times?.votes).toBeGreaterThan(0);
    // The writer could not write until somebody had noticed.
    expect(canary.longestGapMs).toBeGreaterThanOrEqual(times?.odownMs ?? Number.NaN);
    expect(canary.lost).toBe(0);
    expect(await isReplica(address)).toBe(true);
  });

  it("starts what it had stopped when the console died in the middle", { timeout: 60_000 }, async () => {
    const { address } = console.deployment.master;
    await console.deployment
      .client(address)
      .call("SHUTDOWN", "NOWAIT")
      .catch(() => undefined);
    const attempt = drillJob.run({
      ...{ id: "1", deployment: "test", actor: ctx.actor, services: ctx.services },
      signal: new AbortController().signal,
      input: { mode: "stop", holder: "somebody" },
      attempt: 2,
      checkpoint: { stopping: "redis-0" },
      isPauseAsked: () => false,
      stored: async () => undefined,
      report: () => undefined,
    });
    await expect(attempt).rejects.toMatchObject({ message: expect.stringMatching(/measured nothing. redis-0 runs/) });
    await expect.poll(() => isReplica(address), { timeout: 30_000 }).toBe(true);
  });
});
