import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createStepLog } from "#lib/jobs/step-log.ts";
import type { DeploymentRegistry } from "#lib/redis/deployment-connections.ts";
import { createDeploymentRegistry } from "#lib/redis/deployment-registry.ts";
import { startTestDeployment, type TestDeployment } from "#lib/redis/test-deployment.ts";
import { finishInterrupted } from "./finish-interrupted.ts";
import { proveUnchanged } from "./prove-unchanged.ts";
import { SAFE_STEPS } from "./safe-failover.ts";
import { pauseWrites } from "./write-pause.ts";

let deployment: TestDeployment;
let registry: DeploymentRegistry;
beforeAll(async () => {
  deployment = await startTestDeployment({ replicas: 2, sentinels: 3, downAfterMs: 5_000 });
  const config = deployment.config({ users: { reader: {}, writer: {}, failover: {} } });
  registry = createDeploymentRegistry({ test: config }, { readSecret: () => "" });
});
afterAll(async () => {
  await registry.close();
  await deployment.stop();
});

const PAUSE_MS = 30_000;

function finish(master: string) {
  const steps = createStepLog(SAFE_STEPS, Date.now, () => undefined);
  const work = { connections: registry.get("test"), steps, signal: new AbortController().signal, master };
  return finishInterrupted(work, "safe");
}

describe("what a console finds that stopped in the middle of a safe failover", () => {
  it("is a pause of writes, which it ends", async () => {
    const master = await deployment.currentMaster();
    await pauseWrites(registry.get("test"), master, PAUSE_MS);
    await expect(finish(master)).rejects.toMatchObject({
      code: "CONFLICT",
      message: expect.stringMatching(/before the switch\. Nothing was switched: .* takes writes/),
    });
    expect(await deployment.client(master).set("written", "1")).toBe("OK");
  });

  it("is a switch under way, which it waits for before it lets writes go on", { timeout: 90_000 }, async () => {
    const master = await deployment.currentMaster();
    await pauseWrites(registry.get("test"), master, PAUSE_MS);
    const [sentinel] = deployment.sentinels;
    await deployment.client(sentinel?.address ?? "").call("SENTINEL", "FAILOVER", deployment.masterName);
    const report = await finish(master);
    expect(report).toMatchObject({ from: master, isWhole: true });
    expect(report.to).toBe(await deployment.currentMaster());
    expect(report.to).not.toBe(master);
    // How long it took, nobody has measured.
    expect(report).toMatchObject({ pausedMs: null, promotedMs: null, lostBytes: null });
  });

  it("is not called unswitched while another calls itself the master", async () => {
    const master = await deployment.currentMaster();
    const [heir] = deployment.instances.filter(({ address }) => address !== master);
    const others = deployment.instances.map(({ address }) => address).filter((address) => address !== master);
    await deployment.client(heir?.address ?? "").replicaof("NO", "ONE");
    const words = await proveUnchanged(registry.get("test"), master, others);
    expect(words).toContain(`${heir?.address} calls itself the master too`);
    expect(words).not.toContain("Nothing was switched");
  });
});
