import { rmSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { TestConsole } from "#lib/test-console.ts";
import { assertStillAllowed } from "./assert-still-allowed.ts";
import { runOnInstance } from "./run-on-instance.ts";
import { startManagedConsole } from "./test-managed.ts";

let console: TestConsole;
beforeAll(async () => {
  // The Sentinels name the master all the while: nobody fails over meanwhile.
  console = await startManagedConsole({ replicas: 1, sentinels: 3, downAfterMs: 600_000 });
});
afterAll(() => console.close());

const act = (action: "start" | "stop") =>
  runOnInstance({ services: console.context().services, deployment: "test", instance: "redis-0", action, who: "sam" });
const mayStart = () =>
  assertStillAllowed(console.context().services.deployments.get("test"), {
    instance: "redis-0",
    action: "start",
    role: null,
  }).then(
    () => "yes",
    (thrown: Error) => thrown.message,
  );

async function write(...keys: string[]): Promise<void> {
  const client = console.deployment.client(console.deployment.master.address);
  await client.mset(...keys.flatMap((key) => [key, "v"]));
  await expect.poll(() => client.wait(1, 1_000), { timeout: 20_000 }).toBe(1);
  client.disconnect();
}

async function killMaster(): Promise<void> {
  const client = console.deployment.client(console.deployment.master.address);
  const pid = Number(/process_id:(\d+)/.exec(await client.info("server"))?.[1]);
  client.disconnect();
  process.kill(pid, "SIGKILL");
}

describe("the start of a master that its replicas still follow", () => {
  it("may be done while its file holds all that they have, and not once it holds less", {
    timeout: 60_000,
  }, async () => {
    await write("a", "b", "c");
    expect(await act("stop")).toMatchObject({ isProven: true });
    expect(await mayStart()).toBe("yes");
    expect(await act("start")).toMatchObject({ isProven: true, after: { role: "master" } });
    await write("d");
    await killMaster();
    await expect
      .poll(mayStart, { timeout: 20_000 })
      .toMatch(/older data: .*dump\.rdb was saved \d+ s ago, .* \d+ bytes more/);
    expect(await mayStart()).toMatch(/its replica holds 4 keys/);
    rmSync(join(console.deployment.master.folder, "dump.rdb"));
    expect(await mayStart()).toMatch(/would come back empty: .* its replica holds 4 keys/);
  });
});
