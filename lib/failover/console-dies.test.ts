import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { ConsoleConfig } from "#lib/config/schema.ts";
import type { OperationContext } from "#lib/context.ts";
import { createServices } from "#lib/create-services.ts";
import { listJobs } from "#lib/jobs/list-jobs.ts";
import { resumeJob } from "#lib/jobs/resume-job.ts";
import { startTestDeployment, type TestDeployment } from "#lib/redis/test-deployment.ts";
import { runOperation } from "#lib/run-operation.ts";
import { planFailover } from "./plan-failover.ts";
import { FailoverReport } from "./schema.ts";
import { startSafeFailover } from "./start-failover.ts";

/** Longer than any pause that a dead console leaves behind: 6 s, and 15 s once a Sentinel was asked. */
const WRITES_AGAIN_WITHIN_MS = 40_000;

let deployment: TestDeployment;
let services: Awaited<ReturnType<typeof createServices>>;
let folder: string;
let configFile: string;
const children: ChildProcess[] = [];
beforeAll(async () => {
  deployment = await startTestDeployment({ replicas: 2, sentinels: 3, downAfterMs: 5_000 });
  folder = mkdtempSync(join(tmpdir(), "console-dies-"));
  configFile = join(folder, "config.json");
  writeFileSync(join(folder, "secret"), "a secret of more than thirty-two characters");
  const config = {
    console: { secret: { file: join(folder, "secret") } },
    store: { folder: join(folder, "store") },
    deployments: { test: deployment.config({ users: { reader: {}, writer: {}, failover: {} } }) },
  };
  writeFileSync(configFile, JSON.stringify(config));
  services = await createServices(ConsoleConfig.parse(config));
});
afterAll(async () => {
  for (const child of children) await end(child);
  await services.close();
  await deployment.stop();
  rmSync(folder, { recursive: true });
});

async function consoleProcess(dieAt = ""): Promise<ChildProcess> {
  const child = spawn(process.execPath, ["lib/failover/test-dying-console.ts", configFile, dieAt], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  children.push(child);
  await once(child.stdout, "data");
  return child;
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = once(child, "exit");
  child.kill("SIGKILL");
  await gone;
}

const context = (): OperationContext => ({
  requestId: crypto.randomUUID(),
  actor: { userId: "u1", name: "sam", role: "sre", signInId: "s1", authenticatedAt: Date.now(), address: "192.0.2.1" },
  signal: new AbortController().signal,
  services,
});
const job = async (id: string) =>
  (await runOperation(listJobs, context(), { deployment: "test" })).jobs.find((one) => one.id === id);

async function order(): Promise<string> {
  const plan = () => runOperation(planFailover, context(), { deployment: "test" });
  // The Sentinels' own memory of the last switch must have settled.
  await expect.poll(async () => (await plan()).isRefused, { timeout: 60_000, interval: 250 }).toBe(false);
  const { plan: sealed } = await plan();
  return (await runOperation(startSafeFailover, context(), { deployment: "test", plan: sealed, reason: "a test" }))
    .jobId;
}

/** The lease and the hold of a process that is gone run out by themselves; the test does not wait for that. */
async function forget(): Promise<void> {
  await services.store.db.updateTable("job").set({ lease_until: 1 }).where("state", "=", "running").execute();
  await services.store.db.deleteFrom("hold").execute();
}

/** By a client that follows the Sentinels, as applications do. */
async function write(): Promise<string> {
  const client = deployment.client(await deployment.currentMaster());
  const reply = await client.set("probe", "1").catch((thrown: Error) => thrown.message);
  client.disconnect();
  return String(reply);
}

describe("a safe failover whose console is killed", () => {
  it.each(["pause", "catch-up", "switch", "demote"])(
    "in the step %s is found interrupted, and what is so is told and finished",
    {
      timeout: 120_000,
    },
    async (step) => {
      const before = await deployment.currentMaster();
      const id = await order();
      const doomed = await consoleProcess(step);
      await expect.poll(() => doomed.signalCode, { timeout: 30_000 }).toBe("SIGKILL");
      expect((await job(id))?.state).toBe("running");
      await forget();
      const next = await consoleProcess();
      await expect.poll(async () => (await job(id))?.state, { timeout: 20_000 }).toBe("interrupted");
      // Nobody has resumed it: what was paused goes on by itself.
      await expect.poll(write, { timeout: WRITES_AGAIN_WITHIN_MS }).toBe("OK");
      await runOperation(resumeJob, context(), { deployment: "test", id });
      await expect.poll(async () => (await job(id))?.endedAt, { timeout: 60_000 }).toEqual(expect.any(Number));
      const ended = await job(id);
      const after = await deployment.currentMaster();
      if (step === "pause" || step === "catch-up") {
        expect(ended).toMatchObject({
          state: "failed",
          error: { message: expect.stringMatching(/Nothing was switched/) },
        });
        expect(after).toBe(before);
      } else {
        expect(ended).toMatchObject({ state: "succeeded", error: null });
        expect(FailoverReport.parse(ended?.result)).toMatchObject({ from: before, to: after, isWhole: true });
        expect(after).not.toBe(before);
      }
      expect(await write()).toBe("OK");
      await end(next);
    },
  );
});
