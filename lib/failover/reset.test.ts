import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { OperationContext } from "#lib/context.ts";
import { JOB_KINDS } from "#lib/job-list.ts";
import { type JobRunner, startJobRunner } from "#lib/jobs/job-runner.ts";
import { listJobs } from "#lib/jobs/list-jobs.ts";
import { runOperation } from "#lib/run-operation.ts";
import { startTestConsole, type TestConsole } from "#lib/test-console.ts";
import { resetSentinels } from "./reset-sentinels.ts";
import { takeStock } from "./take-stock.ts";

let console: TestConsole;
let ctx: OperationContext;
let runner: JobRunner;
beforeAll(async () => {
  console = await startTestConsole({ replicas: 2, sentinels: 3, downAfterMs: 3_000 });
  ctx = console.context("sre");
  runner = startJobRunner({ services: ctx.services, owner: "one", kinds: JOB_KINDS });
});
afterAll(async () => {
  await runner.stop();
  await console.close();
});

const reset = (sentinel: string | null = null) =>
  runOperation(resetSentinels, ctx, { deployment: "test", sentinel, reason: "a test" });

async function ended(id: string) {
  const find = async () =>
    (await runOperation(listJobs, ctx, { deployment: "test" })).jobs.find((job) => job.id === id);
  await expect.poll(async () => (await find())?.endedAt, { timeout: 120_000 }).toEqual(expect.any(Number));
  return find();
}

describe("a reset of Sentinels", () => {
  it("makes each forget what is gone, one after another, and see the quorum again", { timeout: 180_000 }, async () => {
    const [gone] = console.deployment.replicas;
    await gone?.kill();
    const isDown = async () =>
      (await takeStock(ctx.services.deployments.get("test"))).sentinels.every(({ seen }) =>
        seen?.replicas.some(({ address, flags }) => address === gone?.address && flags.isSdown),
      );
    await expect.poll(isDown, { timeout: 30_000 }).toBe(true);
    const { jobId } = await reset();
    const job = await ended(jobId);
    expect(job).toMatchObject({ state: "succeeded", error: null });
    expect(job?.result).toMatchObject({
      isStopped: false,
      sentinels: console.deployment.sentinels.map(({ address }) => ({ address, forgotten: [gone?.address] })),
    });
    const { sentinels } = await takeStock(ctx.services.deployments.get("test"));
    for (const { seen } of sentinels) {
      expect(seen).toMatchObject({
        isQuorumOk: true,
        replicas: [{ address: console.deployment.replicas[1]?.address }],
      });
      expect(seen?.peers).toHaveLength(2);
    }
  });

  it("is refused while one of them is silent, by name, and none is touched", async () => {
    const [, silent] = console.deployment.sentinels;
    silent?.pause();
    await expect(reset()).rejects.toMatchObject({
      code: "CONFLICT",
      message: expect.stringContaining(silent?.address ?? ""),
    });
    silent?.resume();
  });

  it("is refused for a Sentinel that the configuration does not name", async () => {
    await expect(reset("10.0.0.1:26379")).rejects.toMatchObject({ code: "NOT_FOUND" });
  });

  it("is refused while the master is down: whoever forgets now can promote nobody", async () => {
    console.deployment.master.pause();
    await expect(reset()).rejects.toMatchObject({
      code: "CONFLICT",
      message: expect.stringMatching(/down|another master|failover|quorum/),
    });
    console.deployment.master.resume();
  });
});

it("takes the typed name of the deployment in production", async () => {
  const environment = { name: "live", colour: "red", production: true };
  const production = await startTestConsole({}, [], () => ({ environment }));
  const order = { deployment: "test", sentinel: null, reason: "a test" };
  const attempt = (typed: string) =>
    runOperation(resetSentinels, production.context("sre"), { ...order, typed }).catch(({ code }) => code);
  expect(await attempt("tset")).toBe("INVALID_INPUT");
  // Past the name, it finds that a standalone instance has no Sentinel.
  expect(await attempt("test")).toBe("NOT_FOUND");
  await production.close();
});
