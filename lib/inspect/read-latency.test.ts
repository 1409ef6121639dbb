import { afterEach, expect, it } from "vitest";
import { runOperation } from "#lib/run-operation.ts";
import { readLatency } from "./read-latency.ts";
import { Latency } from "./schema.ts";
import { startTestInspection, type TestInspection } from "./test-inspection.ts";

let test: TestInspection | undefined;
afterEach(() => test?.close());

async function start(redisConf: string[], asReader?: string) {
  test = await startTestInspection({ redisConf, ...(asReader === undefined ? {} : { asReader }) });
  const { deployment, context, input } = test;
  return {
    client: deployment.client(deployment.master.address),
    read: async () => Latency.parse(await runOperation(readLatency, context("viewer").ctx, input())),
  };
}

it("gives each kind of spike with its history, the doctor's words, and the commands that took the most time", async () => {
  const { client, read } = await start(["latency-monitor-threshold 1", "enable-debug-command yes"]);
  await client.call("DEBUG", "SLEEP", "0.02");
  const latency = await read();
  expect(latency.isMonitored).toBe(true);
  const [spike] = latency.events.ok ? latency.events.data.filter(({ name }) => name === "command") : [];
  expect(spike?.worstMs).toBeGreaterThanOrEqual(20);
  expect(spike?.spikes.at(-1)).toMatchObject({ ms: spike?.latestMs, at: spike?.at });
  expect(latency.doctor.ok && latency.doctor.data.join(" ")).toMatch(/latency spikes/i);
  const commands = latency.commands.ok ? latency.commands.data : [];
  expect(commands[0]).toMatchObject({ command: "DEBUG", calls: 1 });
  expect(commands[0]?.p99Ms).toBeGreaterThanOrEqual(20);
});

it("says that nothing is monitored where the threshold is 0", async () => {
  const { read } = await start([]);
  expect(await read()).toMatchObject({ isMonitored: false, events: { ok: true, data: [] } });
});

it("loses only the parts that the ACL refuses, and names the line that would allow them", async () => {
  const { read } = await start([], "-@all +hello +auth +ping +select +role +client|setname +info +latency|latest");
  const latency = await read();
  expect(latency.events.ok).toBe(true);
  expect(latency.commands.ok).toBe(true);
  expect(latency.isMonitored).toBeNull();
  expect(latency.doctor).toMatchObject({
    ok: false,
    refusal: { advice: expect.stringContaining("ACL SETUSER reader +latency|doctor") },
  });
});
