import { globSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { TestConsole } from "#lib/test-console.ts";
import { readCircumstances } from "./circumstances.ts";
import { refusalsFor } from "./guards.ts";
import { managedNamed } from "./managed-instance.ts";
import { proveOutcome } from "./prove-outcome.ts";
import { type InstanceOrder, runOnInstance } from "./run-on-instance.ts";
import type { ScriptOutcome } from "./run-script.ts";
import type { LifecycleAction, ServerSight } from "./schema.ts";
import { startManagedConsole } from "./test-managed.ts";

let console: TestConsole;
beforeAll(async () => {
  console = await startManagedConsole({ replicas: 1, sentinels: 3, redisConf: ["appendonly yes"] });
});
afterAll(() => console.close());

const act = (instance: string, action: LifecycleAction, more: Partial<InstanceOrder> = {}) =>
  runOnInstance({ services: console.context().services, deployment: "test", instance, action, who: "sam", ...more });

async function refusals(instance: string, action: LifecycleAction) {
  const connections = console.context().services.deployments.get("test");
  const circumstances = await readCircumstances(connections, managedNamed(connections, instance));
  return refusalsFor(circumstances, action).map(({ code, message }) => `${code}: ${message}`);
}

describe("under faults", () => {
  it("a server that hangs is not called stopped, and is not signalled", async () => {
    const [replica] = console.deployment.replicas;
    replica?.pause();
    const outcome = await act("redis-1", "stop", { timeoutMs: 4_000 });
    expect(outcome).toMatchObject({ isProven: false, state: "unknown", after: { state: "silent" } });
    replica?.resume();
    expect(await act("redis-1", "start")).toMatchObject({ isProven: true, state: "running" });
  });

  it("a script that is ended half way proves nothing; what is so is looked up", async () => {
    const outcome = await act("redis-1", "restart", { signal: AbortSignal.timeout(50) });
    // Whichever way it went, what is said is what is so.
    const again = await act("redis-1", "start");
    expect(again).toMatchObject({ isProven: true, state: "running" });
    if (outcome.isProven) expect(outcome.after.runId).not.toBe(outcome.before.runId);
  });

  it("a start from a config that is gone or refused is not proven, and says why", async () => {
    await act("redis-1", "stop");
    const file = join(console.deployment.replicas[0]?.folder ?? "", "redis.conf");
    const text = readFileSync(file, "utf8");
    rmSync(file);
    expect(await act("redis-1", "start")).toMatchObject({ isProven: false, meaning: "config_missing" });
    writeFileSync(file, `${text}requirepass "canary" "word"\n`);
    const refused = await act("redis-1", "start");
    expect(refused).toMatchObject({ isProven: false, state: "stopped", meaning: "config_refused" });
    expect(JSON.stringify(refused)).not.toContain("canary");
    writeFileSync(file, text);
    expect(await act("redis-1", "start")).toMatchObject({ isProven: true });
  });

  it("with two of three sentinels down the master is neither stopped nor restarted, with numbers", async () => {
    expect(await refusals("redis-0", "restart")).toEqual([]);
    for (const sentinel of console.deployment.sentinels.slice(1)) await sentinel.kill();
    expect(await refusals("redis-0", "restart")).toEqual([expect.stringMatching(/^quorum: .* 1 of 3 .* takes 2/)]);
    expect(await refusals("redis-0", "stop")).toEqual([expect.stringMatching(/^master: /)]);
  });
});

const instance = {
  name: "redis-1",
  kind: "redis",
  host: "127.0.0.1",
  port: 1,
  configFile: "/c",
  pidFile: "/p",
} as const;
const sight = (state: ServerSight["state"], runId: string | null = null): ServerSight => ({
  state,
  runId,
  role: "replica",
  version: "7.0.15",
  uptimeSeconds: 1,
  words: null,
});
const script = (state: string): ScriptOutcome => ({
  exitCode: 0,
  meaning: "done",
  output: "",
  json: { action: "x", kind: "server", outcome: "done", exitStatus: 0, message: "Done.", state, serverWords: [] },
});

describe("an exit status of 0 is no proof", () => {
  const prove = (action: LifecycleAction, before: ServerSight, after: ServerSight, said: ScriptOutcome | undefined) =>
    proveOutcome({ instance, action, before, after, script: said, status: said });

  it.each<[string, LifecycleAction, ServerSight, ServerSight, string]>([
    ["of a start where nobody listens", "start", sight("gone"), sight("gone"), "unknown"],
    ["of a start that still loads", "start", sight("gone"), sight("loading"), "loading"],
    ["of a restart that is still the old process", "restart", sight("running", "a"), sight("running", "a"), "running"],
    ["of a restart that hangs", "restart", sight("running", "a"), sight("silent"), "unknown"],
  ])("%s", (_, action, before, after, state) => {
    expect(prove(action, before, after, script("running"))).toMatchObject({ isProven: false, state });
  });

  it("of a stop after which something answers", () => {
    expect(prove("stop", sight("running", "a"), sight("running", "a"), script("stopped"))).toMatchObject({
      isProven: false,
    });
  });

  it("and without a script's word nothing is proven at all", () => {
    expect(prove("stop", sight("running", "a"), sight("gone"), undefined)).toMatchObject({
      isProven: false,
      state: "unknown",
    });
    expect(prove("start", sight("gone"), sight("running", "a"), undefined)).toMatchObject({ isProven: false });
  });
});

describe("no shell stands between the console and a program", () => {
  const sources = globSync("{lib,app,components,cli}/**/*.{ts,tsx}", { exclude: ["**/*.test.ts", "**/test-*.ts"] });

  it("in the console", () => {
    expect(sources.length).toBeGreaterThan(300);
    const found = sources.filter((file) => {
      const text = readFileSync(file, "utf8");
      return /\bshell:\s*true|\bexecSync\b|import \{[^}]*\bexec\b[^}]*\} from "node:child_process"|\bnew Function\(/.test(
        text,
      );
    });
    expect(found).toEqual([]);
  });

  it("nor an eval in the scripts", () => {
    const scripts = globSync("scripts/**/*.sh");
    expect(scripts.length).toBeGreaterThan(9);
    expect(scripts.filter((file) => /^\s*eval\b/m.test(readFileSync(file, "utf8")))).toEqual([]);
  });
});
