import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import type { OperationContext } from "#lib/context.ts";
import { JOB_KINDS } from "#lib/job-list.ts";
import { type JobRunner, startJobRunner } from "#lib/jobs/job-runner.ts";
import { listJobs } from "#lib/jobs/list-jobs.ts";
import type { Job } from "#lib/jobs/schema.ts";
import { startManagedConsole } from "#lib/lifecycle/test-managed.ts";
import type { TestDeployment } from "#lib/redis/test-deployment.ts";
import { runOperation } from "#lib/run-operation.ts";
import type { TestConsole } from "#lib/test-console.ts";
import { startPollers } from "#lib/topology/start-pollers.ts";
import { applyOne } from "./apply-one.ts";
import { goApply } from "./go-apply.ts";
import { planApply } from "./plan-apply.ts";
import { type ApplyOrder, type ApplyPlan, ApplyReport } from "./schema.ts";
import { setLive } from "./set-live.ts";
import { startApply } from "./start-apply.ts";

const SECRET = "apply-test-secret-nobody-guesses";
const MEGABYTE = 1_048_576;
const soon = { timeout: 60_000, interval: 100 };

let console: TestConsole;
let ctx: OperationContext;
let folder: string;
const cleanUp: (() => Promise<void>)[] = [];

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "apply-"));
  process.env.APPLY_TEST_SECRET = SECRET;
  console = await startManagedConsole(
    { replicas: 1, sentinels: 1 },
    {
      users: { reader: {}, writer: {}, configReader: {}, configWriter: {} },
      configuration: { folder, environment: "test", secrets: { REDIS_PASSWORD: { env: "APPLY_TEST_SECRET" } } },
    },
  );
  mkdirSync(join(folder, "test"));
  writeEnvironment(console.deployment);
  ctx = console.context("sre");
  const runner: JobRunner = startJobRunner({ services: ctx.services, owner: "one", kinds: JOB_KINDS });
  cleanUp.push(() => runner.stop(), await startPollers(ctx.services));
  for (const { address } of console.deployment.instances) await limitOpenFiles(address);
  // The poller's first look may not have met the replica yet.
  await vi.waitUntil(async () => (await plan([])).instances.length === 2, soon);
}, 60_000);
afterAll(async () => {
  for (const stop of cleanUp.toReversed()) await stop();
  await console.close();
  rmSync(folder, { recursive: true, force: true });
});

/** So that more clients than that are refused, whatever the host allows. */
async function limitOpenFiles(address: string): Promise<void> {
  const pid = /process_id:(\d+)/.exec(await console.deployment.client(address).info("server"))?.[1] ?? "";
  execFileSync("prlimit", ["--pid", pid, "--nofile=20000:20000"]);
}

function writeEnvironment({ instances }: TestDeployment): void {
  writeFileSync(
    join(folder, "test.yml"),
    `REDIS_BIND_IP: 127.0.0.1
REDIS_MAX_MEMORY: 0
REDIS_SAVE_POINTS: []
REDIS_MAXMEMORY_POLICY: noeviction
REDIS_PASSWORD: "{{ vault_own }}"
`,
  );
  instances.forEach(({ port, folder: home }, nth) => {
    writeFileSync(join(folder, "test", `redis-${nth}.yml`), `REDIS_PORT: ${port}\nREDIS_DIR: ${home}\n`);
  });
}

const plan = (edits: [string, string][]): Promise<ApplyPlan> =>
  runOperation(planApply, ctx, { deployment: "test", environment: "test", edits });

interface Start {
  isAcknowledged?: boolean;
  typed?: string;
}

async function apply(edits: [string, string][], more: Start = {}): Promise<Job | undefined> {
  const made = await plan(edits);
  expect(made.checks.filter(({ state }) => state === "refused")).toEqual([]);
  const { jobId } = await start(made, more);
  const job = async () =>
    (await runOperation(listJobs, ctx, { deployment: "test" })).jobs.find(({ id }) => id === jobId);
  await expect.poll(async () => (await job())?.endedAt, soon).toEqual(expect.any(Number));
  return job();
}

const start = ({ plan: sealed }: ApplyPlan, more: Start = {}, who = ctx) =>
  runOperation(startApply, who, { deployment: "test", plan: sealed, reason: "a test", ...more });

/** The same deployment, were it marked as production. */
function inProduction(): OperationContext {
  const { deployments } = ctx.services;
  const connections = deployments.get("test");
  const { config } = connections;
  const environment = { ...config.environment, production: true };
  const marked = Object.create(connections, { config: { value: { ...config, environment } } });
  return { ...ctx, services: { ...ctx.services, deployments: { ...deployments, get: () => marked } } };
}

/** The replica's and the master's, for one directive. */
async function orders(directive: string, to: string): Promise<[ApplyOrder, ApplyOrder]> {
  const [master, replica] = console.deployment.instances;
  const now = await all(directive);
  const order = (address = "", from = "", role: ApplyOrder["role"] = "replica"): ApplyOrder => ({
    ...{ address, name: null, role, isRewriting: false },
    changes: [{ directive, from, to }],
  });
  return [order(replica?.address, now[1]), order(master?.address, now[0], "master")];
}

const all = (directive: string) =>
  Promise.all(
    console.deployment.instances.map(async ({ address }) => {
      const reply: unknown = await console.deployment.client(address).config("GET", directive);
      return Array.isArray(reply) ? String(reply[1]) : undefined;
    }),
  );

describe("applying configuration", () => {
  it("sets what the file says on every instance, the master last, and reads it back", async () => {
    const job = await apply([
      ["REDIS_MAX_MEMORY", "64mb"],
      ["REDIS_MAXMEMORY_POLICY", "allkeys-lru"],
      ["REDIS_DATABASES", "32"],
    ]);
    expect(job).toMatchObject({ state: "succeeded", error: null });
    expect(await all("maxmemory")).toEqual([String(64 * MEGABYTE), String(64 * MEGABYTE)]);
    expect(await all("maxmemory-policy")).toEqual(["allkeys-lru", "allkeys-lru"]);
    const { applied } = ApplyReport.parse(job?.result);
    const [replica, master] = [console.deployment.replicas[0], console.deployment.master];
    expect(applied.map(({ address }) => address)).toEqual([replica?.address, master.address]);
    expect(applied[1]?.changes).toContainEqual({ directive: "maxmemory", from: "0", to: String(64 * MEGABYTE) });
    // What waits for a restart is listed, and is not set.
    expect(await all("databases")).toEqual(["16", "16"]);
    const waiting = (await plan([["REDIS_DATABASES", "32"]])).instances.map(({ restart }) => restart);
    for (const each of waiting)
      expect(each).toContainEqual({ directive: "databases", from: "16", to: "32", isInFile: false });
    // Nothing else waited in the file of the host, so the server wrote it.
    expect(readFileSync(join(master.folder, "redis.conf"), "utf8")).toMatch(/^maxmemory (64mb|67108864)$/m);
  });

  it("stops at a value that a server refuses, with that instance untouched and the master not reached", async () => {
    const before = await Promise.all(["maxmemory", "maxclients", "maxmemory-policy"].map(all));
    const job = await apply([
      ["REDIS_MAX_MEMORY", "80mb"],
      ["REDIS_MAXMEMORY_POLICY", "allkeys-lru"],
      ["REDIS_MAX_CLIENTS", "1000000"],
    ]);
    expect(job).toMatchObject({ state: "failed", error: { code: "CONFLICT" } });
    expect(job?.error?.message).toContain("nothing is changed there");
    expect(job?.error?.message).toContain("maxclients was refused: The operating system");
    expect(job?.error?.message).toContain(`Not touched: ${console.deployment.master.address}`);
    expect(await Promise.all(["maxmemory", "maxclients", "maxmemory-policy"].map(all))).toEqual(before);
  });

  it("waits until the append-only file is whole", async () => {
    const job = await apply([
      ["REDIS_AOF_ENABLED", "yes"],
      ["REDIS_MAX_MEMORY", "64mb"],
      ["REDIS_MAXMEMORY_POLICY", "allkeys-lru"],
    ]);
    expect(job).toMatchObject({ state: "succeeded", error: null });
    expect(await all("appendonly")).toEqual(["yes", "yes"]);
    for (const { address } of console.deployment.instances)
      expect(await console.deployment.client(address).info("persistence")).toMatch(/aof_rewrite_in_progress:0/);
  });

  it("refuses until somebody has said yes to what would evict data", async () => {
    await console.deployment.client(console.deployment.master.address).set("filler", "x".repeat(4 * MEGABYTE));
    const edits: [string, string][] = [
      ["REDIS_MAX_MEMORY", "3mb"],
      ["REDIS_MAXMEMORY_POLICY", "noeviction"],
    ];
    await expect.poll(async () => (await plan(edits)).mustAcknowledge.join(), soon).toContain("is below the");
    const made = await plan(edits);
    await expect(start(made)).rejects.toMatchObject({ code: "INVALID_INPUT" });
    expect(await all("maxmemory")).toEqual([String(64 * MEGABYTE), String(64 * MEGABYTE)]);
    expect(await apply(edits, { isAcknowledged: true })).toMatchObject({ state: "succeeded", error: null });
    expect(await all("maxmemory")).toEqual([String(3 * MEGABYTE), String(3 * MEGABYTE)]);
    for (const { address } of console.deployment.instances)
      await console.deployment.client(address).config("SET", "maxmemory", "64mb");
  });

  it("takes the typed name of a production deployment", async () => {
    const production = inProduction();
    const made = await runOperation(planApply, production, {
      deployment: "test",
      environment: "test",
      edits: [["REDIS_MAX_MEMORY", "65mb"]],
    });
    expect(made.mustType).toBe(true);
    await expect(start(made, { typed: "tset" }, production)).rejects.toMatchObject({
      code: "INVALID_INPUT",
      fieldErrors: { typed: [expect.stringContaining("test")] },
    });
    expect(await all("maxmemory")).toEqual([String(64 * MEGABYTE), String(64 * MEGABYTE)]);
  });

  it("ends after the instance that it is at when it is cancelled, and says what was not reached", async () => {
    const [replica, master] = await orders("hz", "17");
    const stop = new AbortController();
    const connections = ctx.services.deployments.get("test");
    const report = await goApply({
      ...{ id: "1", deployment: "test", actor: ctx.actor, services: ctx.services, attempt: 1, checkpoint: null },
      input: { orders: [replica, master], holder: "somebody" },
      signal: stop.signal,
      isPauseAsked: () => false,
      stored: async () => undefined,
      report: ({ detail }) => {
        const { steps } = detail as { steps: { state: string }[] };
        if (steps[0]?.state === "running") stop.abort("cancelled");
      },
    });
    expect(report).toMatchObject({ isStopped: true, left: [master.address], applied: [{ address: replica.address }] });
    expect(await all("hz")).toEqual([master.changes[0]?.from, "17"]);
    const handle = await connections.instance(replica.address, 0, "configure");
    await handle.run("CONFIG SET", (redis) => redis.config("SET", "hz", replica.changes[0]?.from ?? ""));
  });

  it("says of a file that the server could not write that a restart loses the value", async () => {
    const [order] = await orders("hz", "18");
    const file = join(console.deployment.replicas[0]?.folder ?? "", "redis.conf");
    renameSync(file, `${file}.aside`);
    mkdirSync(join(file, "in-the-way"), { recursive: true });
    const connections = ctx.services.deployments.get("test");
    const work = { connections, order: { ...order, isRewriting: true }, signal: ctx.signal, say: () => undefined };
    const { words } = await applyOne(work).finally(() => {
      rmSync(file, { recursive: true });
      renameSync(`${file}.aside`, file);
    });
    expect(words).toMatch(/Set and read back: hz .*could not be written, so a restart loses it/);
    expect((await all("hz"))[1]).toBe("18");
  });

  it("refuses a plan that is old, somebody else's, or no longer true", async () => {
    const made = await plan([["REDIS_MAX_MEMORY", "96mb"]]);
    const actor = { ...ctx.actor, authenticatedAt: Date.now() + 11 * 60_000 };
    const later = { ...ctx, actor, services: { ...ctx.services, now: () => Date.now() + 11 * 60_000 } };
    await expect(start(made, {}, later)).rejects.toMatchObject({ code: "CONFLICT", message: /older than 10/ });
    const other = { ...ctx, actor: { ...ctx.actor, userId: "u2" } };
    await expect(start(made, {}, other)).rejects.toMatchObject({ code: "INVALID_INPUT" });
    await console.deployment.client(console.deployment.master.address).config("SET", "maxmemory", "70mb");
    await expect(start(made, {})).rejects.toMatchObject({ code: "CONFLICT", message: /no longer what the plan/ });
    await console.deployment.client(console.deployment.master.address).config("SET", "maxmemory", "64mb");
  });

  it("is not for the file of another environment", async () => {
    const made = await runOperation(planApply, ctx, { deployment: "test", environment: "production", edits: [] });
    expect(made.checks).toContainEqual(expect.objectContaining({ id: "environment", state: "refused" }));
    await expect(start(made)).rejects.toMatchObject({ code: "CONFLICT" });
  });

  it("never plans a secret, a path, an address or what Sentinel owns", async () => {
    const { client, instances } = console.deployment;
    for (const { address } of instances) await client(address).config("SET", "masterauth", SECRET);
    const made = await plan([
      ["REDIS_REPLICAOF", '"10.0.0.9 6379"'],
      ["REDIS_DIR", "/tmp"],
      ["REDIS_PROTECTED_MODE", "no"],
      ["REDIS_BIND_IP", "0.0.0.0"],
      ["REDIS_MAX_CLIENTS", "4000000000"],
    ]);
    const set = made.instances.flatMap(({ changes }) => changes.map(({ directive }) => directive));
    for (const name of [
      "requirepass",
      "masterauth",
      "replicaof",
      "dir",
      "protected-mode",
      "bind",
      "port",
      "dbfilename",
    ])
      expect(set).not.toContain(name);
    const left = made.instances.flatMap(({ leftAlone }) => leftAlone.map(({ directive }) => directive));
    expect(left).toContain("requirepass");
    expect(left).toContain("bind");
    expect(left).toContain("maxclients");
    expect(JSON.stringify(made)).not.toContain(SECRET);
    expect(JSON.stringify(console.audit)).not.toContain(SECRET);
  });
});

describe("a server that sets one directive at a time", () => {
  it("gets back what was set before the one that it refused", async () => {
    const { address } = console.deployment.master;
    const handle = await ctx.services.deployments.get("test").instance(address, 0, "configure");
    const [hz = ""] = await all("hz");
    const changes = [
      { directive: "hz", from: hz, to: "77" },
      { directive: "maxclients", from: (await all("maxclients"))[0] ?? "", to: "1000000" },
    ];
    await expect(setLive(handle, changes, false)).rejects.toMatchObject({ message: /nothing is changed there/ });
    expect((await all("hz"))[0]).toBe(hz);
  });
});
