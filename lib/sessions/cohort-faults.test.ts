import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type JobRunner, startJobRunner } from "#lib/jobs/job-runner.ts";
import { listJobs } from "#lib/jobs/list-jobs.ts";
import { resumeJob } from "#lib/jobs/resume-job.ts";
import { runOperation } from "#lib/run-operation.ts";
import { startTestConsole, type TestConsole } from "#lib/test-console.ts";
import { planCohort } from "./plan-cohort.ts";
import { revokeCohort } from "./revoke-cohort.ts";
import { revokeCohortJob } from "./revoke-cohort-job.ts";
import { CohortReport } from "./schema.ts";

const WEB = {
  kind: "session",
  name: "web",
  label: "Web",
  db: 0,
  match: "sess:{id}",
  type: "string",
  codec: ["json"],
  user: "user",
  created: "at",
  revoke: { recheckMs: [100] },
};
const SESSIONS = 4_000;
const SPARED = 500;

let test: TestConsole;
let runner: JobRunner;
beforeEach(async () => {
  // A new master has no replicas for a moment, and so refuses writes.
  const redisConf = ["min-replicas-to-write 1"];
  test = await startTestConsole({ replicas: 2, sentinels: 3, downAfterMs: 1_000, redisConf }, [WEB]);
  runner = startRunner("first");
  const redis = test.deployment.client(test.deployment.master.address);
  for (let from = 0; from < SESSIONS + SPARED; from += 500) {
    const at = from < SESSIONS ? 1_000_000_000_000 : 1_700_000_000_000;
    const pairs = Array.from({ length: 500 }, (_, nth) => [
      `sess:${from + nth}`,
      JSON.stringify({ user: `u${(from + nth) % 1_000}`, at }),
    ]);
    await redis.mset(pairs.flat());
  }
  await redis.wait(2, 5_000);
});
afterEach(async () => {
  await runner.stop();
  await test.close();
});

const startRunner = (owner: string) =>
  startJobRunner({ services: test.context("sre").services, owner, kinds: [revokeCohortJob] });
const job = async (id: string) =>
  (await runOperation(listJobs, test.context("sre"), { deployment: "test" })).jobs.find((one) => one.id === id);

async function start(): Promise<string> {
  const cohort = { createdBefore: 1_500_000_000_000 };
  let plan = "";
  for await (const event of await runOperation(planCohort, test.context("sre"), { deployment: "test", cohort })) {
    if (event.type === "planned") plan = event.plan.plan;
  }
  const input = { deployment: "test", plan, reason: "credential stuffing", typed: "" };
  const { jobId } = await runOperation(revokeCohort, test.context("sre"), input);
  await expect
    .poll(async () => (await job(jobId))?.counts.deleted ?? 0, { timeout: 60_000, interval: 20 })
    .toBeGreaterThan(SESSIONS / 10);
  return jobId;
}

async function report(id: string): Promise<CohortReport> {
  const state = async () => (await job(id))?.state;
  await expect.poll(state, { timeout: 180_000, interval: 100 }).not.toMatch(/queued|running/);
  const ended = await job(id);
  expect({ state: ended?.state, error: ended?.error }).toEqual({ state: "succeeded", error: null });
  return CohortReport.parse(ended?.result);
}

async function left(): Promise<number> {
  return test.deployment.client(await test.deployment.currentMaster()).dbsize();
}

describe(`${SESSIONS} sessions of a cohort`, { timeout: 240_000 }, () => {
  it("stay revoked through a native failover under way", async () => {
    const id = await start();
    const promoted = await test.deployment.failover();
    const done = await report(id);
    expect(await left()).toBe(SPARED);
    expect(done).toMatchObject({ left: 0, isStopped: false });
    expect(done.deleted + done.alreadyGone).toBe(SESSIONS);
    expect(await test.deployment.currentMaster()).toBe(promoted);
  });

  it("stay revoked when the master is killed", async () => {
    const id = await start();
    await test.deployment.master.kill();
    const done = await report(id);
    expect(await left()).toBe(SPARED);
    // Two replicas there were, of which one is the master now.
    expect(done).toMatchObject({ left: 0, replicas: { confirmed: 1 } });
    expect(done.restarts).toBeGreaterThan(0);
  });

  it("are revoked to the end by a console that takes an interrupted job up, with one row each in the ledger", async () => {
    const id = await start();
    await runner.stop();
    expect(await job(id)).toMatchObject({ state: "interrupted", mayResume: true });
    expect(await left()).toBeGreaterThan(SPARED);
    runner = startRunner("second");
    await runOperation(resumeJob, test.context("sre"), { deployment: "test", id });
    const done = await report(id);
    expect(await left()).toBe(SPARED);
    expect(done.deleted + done.alreadyGone).toBe(SESSIONS);
    const { db } = test.context().services.store;
    const { count } = await db
      .selectFrom("revoked_session")
      .select(({ fn }) => fn.countAll<number>().as("count"))
      .where("revocation_id", "=", done.revocationId)
      .executeTakeFirstOrThrow();
    expect(Number(count)).toBe(SESSIONS);
  });
});
