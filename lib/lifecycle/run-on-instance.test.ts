import { appendFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { TestConsole } from "#lib/test-console.ts";
import { readCircumstances } from "./circumstances.ts";
import { refusalsFor } from "./guards.ts";
import { managedNamed } from "./managed-instance.ts";
import { type InstanceOrder, runOnInstance } from "./run-on-instance.ts";
import type { LifecycleAction } from "./schema.ts";
import { startManagedConsole } from "./test-managed.ts";

let console: TestConsole;
beforeAll(async () => {
  console = await startManagedConsole({ replicas: 2, sentinels: 3 });
});
afterAll(() => console.close());

const act = (instance: string, action: LifecycleAction, more: Partial<InstanceOrder> = {}) =>
  runOnInstance({ services: console.context().services, deployment: "test", instance, action, who: "sam", ...more });

async function refusals(instance: string, action: LifecycleAction) {
  const connections = console.context().services.deployments.get("test");
  const circumstances = await readCircumstances(connections, managedNamed(connections, instance));
  return refusalsFor(circumstances, action).map(({ code, message }) => `${code}: ${message}`);
}

describe("an action on a managed instance", () => {
  it("restarts a replica and proves it by another run id", async () => {
    const lines: string[] = [];
    const outcome = await act("redis-1", "restart", { onOutput: (line) => lines.push(line) });
    expect(outcome).toMatchObject({ isProven: true, state: "running", meaning: "done", after: { role: "replica" } });
    expect(outcome.before.runId).not.toBe(outcome.after.runId);
    expect(lines.join("\n")).toContain("is ready");
  });

  it("waits while a replica loads its data, longer than its script does, and says how far it is", {
    timeout: 60_000,
  }, async () => {
    const master = console.deployment.client(console.deployment.master.address);
    await master.mset(Array.from({ length: 400 }, (_, nth) => [`filler:${nth}`, "x".repeat(500)]).flat());
    await expect.poll(() => master.wait(2, 1_000), { timeout: 20_000 }).toBe(2);
    const file = join(console.deployment.replicas[0]?.folder ?? "", "redis.conf");
    appendFileSync(file, "key-load-delay 10000\nloading-process-events-interval-bytes 1024\n");
    const words: string[] = [];
    const outcome = await act("redis-1", "restart", { timeoutMs: 5_000, onLoading: (said) => words.push(said) });
    expect(outcome).toMatchObject({ isProven: true, state: "running", meaning: "still_loading" });
    expect(words.join(" ")).toMatch(/It loads its data: \d+ %/);
    const replica = console.deployment.client(console.deployment.replicas[0]?.address ?? "");
    await replica.config("SET", "key-load-delay", "0");
    await replica.config("REWRITE");
    replica.disconnect();
    const online = async () => (await master.info("replication")).match(/state=online/g)?.length;
    await expect.poll(online, { timeout: 20_000 }).toBe(2);
    master.disconnect();
  });

  it("stops a Sentinel, starts it again, and says what is so in between", async () => {
    expect(await act("sentinel-0", "stop")).toMatchObject({
      isProven: true,
      state: "stopped",
      after: { state: "gone" },
    });
    expect(await act("sentinel-0", "start")).toMatchObject({ isProven: true, after: { role: "sentinel" } });
  });

  it("refuses what would take the last replica, the quorum or the master away, with numbers", async () => {
    expect(await refusals("redis-0", "stop")).toEqual([expect.stringMatching(/^master: .* with 2 replicas in sync/)]);
    expect(await refusals("redis-0", "restart")).toEqual([
      expect.stringMatching(/^persistence: .*2 replicas would be emptied/),
    ]);
    expect(await refusals("redis-2", "stop")).toEqual([]);
    expect(await refusals("sentinel-0", "stop")).toEqual([]);
    await act("redis-1", "stop");
    await act("sentinel-1", "stop");
    expect(await refusals("redis-2", "restart")).toEqual([expect.stringMatching(/^last-replica: .* 0 of 1/)]);
    expect(await refusals("sentinel-0", "stop")).toEqual([expect.stringMatching(/^quorum: .* 1 of 3 .* takes 2/)]);
    expect(await refusals("sentinel-1", "stop")).toEqual([]);
    expect(await refusals("redis-0", "start")).toEqual([]);
  });

  it("knows no instance but those of the configuration", async () => {
    for (const name of ["unknown", "../x", "-rf", "--help", "__proto__"]) {
      await expect(act(name, "start")).rejects.toMatchObject({ code: "NOT_FOUND" });
    }
  });
});
