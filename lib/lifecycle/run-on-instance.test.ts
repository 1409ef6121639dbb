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
