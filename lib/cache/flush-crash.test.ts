import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { ConsoleConfig } from "#lib/config/schema.ts";
import type { OperationContext } from "#lib/context.ts";
import { createServices } from "#lib/create-services.ts";
import { listJobs } from "#lib/jobs/list-jobs.ts";
import { resumeJob } from "#lib/jobs/resume-job.ts";
import { startTestDeployment, type TestDeployment } from "#lib/redis/test-deployment.ts";
import { runOperation } from "#lib/run-operation.ts";
import { flushCache } from "./flush-cache.ts";
import { planFlush } from "./plan-flush.ts";

const KEYS = 9_000;
/** Batches begin at 500 keys and grow, so these are at the first, in the middle and at the last. */
const DEATHS = [1, 5, 9];
const PAGES = { kind: "cache", name: "pages", label: "Pages", db: 0, match: "cache:{id}" };

let deployment: TestDeployment;
let services: Awaited<ReturnType<typeof createServices>>;
let folder: string;
let configFile: string;
const children: ChildProcess[] = [];
beforeAll(async () => {
  deployment = await startTestDeployment({ replicas: 1, sentinels: 1 });
  folder = mkdtempSync(join(tmpdir(), "console-crash-"));
  configFile = join(folder, "config.json");
  writeFileSync(join(folder, "secret"), "a secret of more than thirty-two characters");
  const config = {
    console: { secret: { file: join(folder, "secret") } },
    store: { folder: join(folder, "store") },
    deployments: { test: deployment.config({ keyspaces: [PAGES] }) },
  };
  writeFileSync(configFile, JSON.stringify(config));
  services = await createServices(ConsoleConfig.parse(config));
});
afterEach(async () => {
  for (const child of children.splice(0)) await end(child);
});
afterAll(async () => {
  await services.close();
  await deployment.stop();
  rmSync(folder, { recursive: true });
});

async function consoleProcess(dieAt = 0): Promise<ChildProcess> {
  const child = spawn(process.execPath, ["lib/cache/test-flush-process.ts", configFile, String(dieAt)], {
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

const context = (userId = "u1"): OperationContext => ({
  requestId: crypto.randomUUID(),
  actor: { userId, name: userId, role: "engineer", signInId: "s1", authenticatedAt: Date.now(), address: "192.0.2.1" },
  signal: new AbortController().signal,
  services,
});
const redis = () => deployment.client(deployment.master.address);
const job = async (id: string) =>
  (await runOperation(listJobs, context(), { deployment: "test" })).jobs.find((one) => one.id === id);
const stateOf = (id: string) => expect.poll(async () => (await job(id))?.state, { timeout: 20_000 });
/** The lease of a process that is gone runs out by itself; the test does not wait for that. */
const endLeases = () =>
  services.store.db.updateTable("job").set({ lease_until: 1 }).where("state", "=", "running").execute();

async function fill(prefix: string): Promise<void> {
  await redis().mset(Array.from({ length: KEYS }, (_, nth) => [`cache:${prefix}:${nth}`, "v"]).flat());
  await redis().wait(1, 2_000);
}

async function order(prefix: string, userId = "u1"): Promise<string> {
  const input = { deployment: "test", keyspace: "pages", pattern: `cache:${prefix}:*` };
  const plan = await runOperation(planFlush, context(userId), input);
  const confirmed = { deployment: "test", plan: plan.plan, reason: "release", typed: String(plan.count) };
  return (await runOperation(flushCache, context(userId), confirmed)).jobId;
}

const auditOf = (id: string) =>
  services.store.db.selectFrom("audit").select("phase").where("request_id", "=", id).orderBy("seq").execute();
/** The line comes after the state, from another process. */
const expectAudit = (id: string) => expect.poll(() => auditOf(id), { timeout: 20_000 });

describe("a flush whose console is killed", () => {
  it.each(DEATHS)(
    "after batch %i is found interrupted, runs by itself no more, and ends when it is resumed",
    async (at) => {
      const prefix = `death-${at}`;
      await fill(prefix);
      const id = await order(prefix);
      const doomed = await consoleProcess(at);
      await expect.poll(() => doomed.signalCode, { timeout: 20_000 }).toBe("SIGKILL");
      expect((await job(id))?.state).toBe("running");
      const left = await redis().dbsize();
      expect(left).toBeLessThan(KEYS);
      await endLeases();
      // Two that look at once: one of them writes down what became of it.
      await Promise.all([consoleProcess(), consoleProcess()]);
      await stateOf(id).toBe("interrupted");
      expect(await redis().dbsize()).toBe(left);
      await expectAudit(id).toEqual([{ phase: "unknown" }]);
      await runOperation(resumeJob, context(), { deployment: "test", id });
      await stateOf(id).toBe("succeeded");
      expect(await redis().dbsize()).toBe(0);
      await expectAudit(id).toEqual([{ phase: "unknown" }, { phase: "succeeded" }]);
      const row = await services.store.db.selectFrom("job").select("attempts").where("id", "=", id).executeTakeFirst();
      expect(row?.attempts).toBe(2);
    },
    60_000,
  );

  it("goes on when nobody looks, and a second person is told who started it", async () => {
    await fill("shared");
    const id = await order("shared", "ada");
    await expect(order("shared", "bob")).rejects.toMatchObject({
      code: "CONFLICT",
      message: expect.stringContaining("ada"),
    });
    await Promise.all([consoleProcess(), consoleProcess()]);
    await expect
      .poll(() => services.store.db.selectFrom("job").select(["state", "attempts"]).where("id", "=", id).execute(), {
        timeout: 20_000,
      })
      .toEqual([{ state: "succeeded", attempts: 1 }]);
    await expectAudit(id).toEqual([{ phase: "succeeded" }]);
    expect(await redis().dbsize()).toBe(0);
  }, 60_000);
});
