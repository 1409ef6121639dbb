import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { OperationContext } from "#lib/context.ts";
import { JOB_KINDS } from "#lib/job-list.ts";
import { type JobRunner, startJobRunner } from "#lib/jobs/job-runner.ts";
import { listJobs } from "#lib/jobs/list-jobs.ts";
import { runOperation } from "#lib/run-operation.ts";
import type { TestConsole } from "#lib/test-console.ts";
import { restartInstance, startInstance, stopInstance } from "./act.ts";
import { lifecycleJobs } from "./action-job.ts";
import { planAction } from "./plan-action.ts";
import type { JobOutputPart, LifecycleAction } from "./schema.ts";
import { startManagedConsole } from "./test-managed.ts";
import { watchOutput } from "./watch-output.ts";

let console: TestConsole;
let runner: JobRunner;
let ctx: OperationContext;
beforeAll(async () => {
  console = await startManagedConsole({ replicas: 2, sentinels: 3 });
  ctx = console.context("sre");
  runner = startJobRunner({ services: ctx.services, owner: "one", kinds: JOB_KINDS });
});
afterAll(async () => {
  await runner.stop();
  await console.close();
});

const OPERATIONS = { start: startInstance, stop: stopInstance, restart: restartInstance };
const plan = (instance: string, action: LifecycleAction) =>
  runOperation(planAction, ctx, { deployment: "test", instance, action });
const confirm = (action: LifecycleAction, sealed: string, typed: string, more: Record<string, unknown> = {}) =>
  runOperation(OPERATIONS[action], ctx, { deployment: "test", plan: sealed, reason: "a test", typed, ...more });

const watch = (id: string) => runOperation(watchOutput, ctx, { deployment: "test", id });

async function ended(id: string) {
  const find = async () =>
    (await runOperation(listJobs, ctx, { deployment: "test" })).jobs.find((job) => job.id === id);
  await expect.poll(async () => (await find())?.endedAt, { timeout: 60_000 }).toEqual(expect.any(Number));
  return find();
}

async function act(instance: string, action: LifecycleAction) {
  const { plan: sealed } = await plan(instance, action);
  const { jobId } = await confirm(action, sealed, instance);
  return ended(jobId);
}

describe("lifecycle operations", () => {
  it("show what will happen, do it as a job, and say what is so afterwards", async () => {
    const shown = await plan("redis-1", "stop");
    expect(shown).toMatchObject({
      role: "replica",
      refusals: [],
      replicas: { now: 2, after: 1 },
      quorum: { now: 3, after: 3 },
    });
    const { jobId } = await confirm("stop", shown.plan, "redis-1");
    const parts: JobOutputPart[] = [];
    for await (const part of await watch(jobId)) parts.push(part);
    const lines = parts.flatMap((part) => part.lines.map(({ text }) => text));
    expect(lines.some((line) => line.includes("Asking redis-server"))).toBe(true);
    expect(lines.at(-1)).toContain("redis-1 is stopped");
    expect(parts.at(-1)?.state).toBe("succeeded");
    expect(await ended(jobId)).toMatchObject({ result: { isProven: true, state: "stopped" } });
    // Whoever comes later, after a reload say, reads it from its first line on.
    for await (const again of await watch(jobId)) expect(again.lines.map(({ text }) => text)).toEqual(lines);
    const phases = console.audit.filter(({ operation }) => operation === "lifecycle.stop").map(({ phase }) => phase);
    expect(phases).toEqual(["started", "succeeded", "succeeded"]);
  });

  it("refuse with numbers what would take the last replica", async () => {
    const shown = await plan("redis-2", "stop");
    expect(shown.refusals).toMatchObject([{ code: "last-replica" }]);
    await expect(confirm("stop", shown.plan, "redis-2")).rejects.toMatchObject({
      code: "CONFLICT",
      message: expect.stringMatching(/0 of 1/),
    });
    expect(await act("redis-1", "start")).toMatchObject({ state: "succeeded", result: { after: { role: "replica" } } });
    await expect.poll(async () => (await plan("redis-2", "stop")).refusals, { timeout: 20_000 }).toEqual([]);
  });

  it("refuse a plan for another action, of somebody else, grown old, or with another name typed", async () => {
    const { plan: sealed } = await plan("redis-1", "restart");
    await expect(confirm("stop", sealed, "redis-1")).rejects.toMatchObject({ code: "INVALID_INPUT" });
    await expect(confirm("restart", sealed, "redis-2")).rejects.toMatchObject({ code: "INVALID_INPUT" });
    await expect(confirm("restart", "x", "redis-1")).rejects.toMatchObject({ code: "INVALID_INPUT" });
    await expect(confirm("restart", sealed, "redis-1", { mode: "kill" })).rejects.toMatchObject({
      code: "INVALID_INPUT",
    });
    const other = { ...ctx, actor: { ...ctx.actor, userId: "u2" } };
    const input = { deployment: "test", plan: sealed, reason: "a test", typed: "redis-1" };
    await expect(runOperation(restartInstance, other, input)).rejects.toMatchObject({ code: "INVALID_INPUT" });
    const later = { ...ctx, services: { ...ctx.services, now: () => Date.now() + 301_000 } };
    const signedIn = { ...later, actor: { ...ctx.actor, authenticatedAt: Date.now() + 301_000 } };
    await expect(runOperation(restartInstance, signedIn, input)).rejects.toMatchObject({ code: "CONFLICT" });
  });

  it("let one of many at once begin, and two instances of a deployment not go down together", async () => {
    const plans = await Promise.all(Array.from({ length: 10 }, () => plan("redis-1", "restart")));
    const other = await plan("redis-2", "restart");
    const results = await Promise.allSettled([
      ...plans.map(({ plan: sealed }) => confirm("restart", sealed, "redis-1")),
      confirm("restart", other.plan, "redis-2"),
    ]);
    const begun = results.flatMap((result) => (result.status === "fulfilled" ? [result.value.jobId] : []));
    expect(begun).toHaveLength(1);
    expect(results.flatMap((result) => (result.status === "rejected" ? [result.reason.code] : []))).toEqual(
      Array(10).fill("CONFLICT"),
    );
    expect(await ended(begun[0] ?? "")).toMatchObject({ state: "succeeded" });
  });

  it("are not repeated when the console stopped in the middle of them", async () => {
    const { services, actor } = ctx;
    const attempt = lifecycleJobs.stop.run({
      ...{ id: randomUUID(), deployment: "test", actor, services, signal: new AbortController().signal },
      input: { instance: "redis-1", action: "stop", role: "replica", holder: "somebody" },
      attempt: 2,
      checkpoint: "begun",
      isPauseAsked: () => false,
      stored: async () => undefined,
      report: () => undefined,
    });
    await expect(attempt).rejects.toMatchObject({ code: "CONFLICT", message: expect.stringMatching(/not|nothing/) });
    expect((await plan("redis-1", "stop")).state).toBe("running");
  });

  it("spawn nothing for an action or an instance that there is not", async () => {
    for (const action of ["status;stop", "STOP", "stop\n", "status"]) {
      await expect(
        runOperation(planAction, ctx, { deployment: "test", instance: "redis-1", action: action as "stop" }),
      ).rejects.toMatchObject({ code: "INVALID_INPUT" });
    }
    for (const instance of ["unknown", "../x", "-rf", "--help", "__proto__"]) {
      await expect(plan(instance, "stop")).rejects.toMatchObject({ code: "NOT_FOUND" });
    }
  });
});
