import { afterAll, beforeAll, expect, it } from "vitest";
import { startTestDeployment, type TestDeployment } from "#lib/redis/test-deployment.ts";
import { probeOpenness } from "./probe-openness.ts";

let deployment: TestDeployment;
beforeAll(async () => {
  deployment = await startTestDeployment();
});
afterAll(() => deployment.stop());

it("finds an instance open that takes commands from anybody", async () => {
  expect(await probeOpenness(deployment.master.address)).toBe(true);
});

it("finds an instance closed that asks for a password", async () => {
  await deployment.client(deployment.master.address).config("SET", "requirepass", "a password");
  expect(await probeOpenness(deployment.master.address)).toBe(false);
});

it("knows nothing of an instance that hangs or is gone", async () => {
  deployment.master.pause();
  expect(await probeOpenness(deployment.master.address)).toBeNull();
  deployment.master.resume();
  await deployment.master.kill();
  expect(await probeOpenness(deployment.master.address)).toBeNull();
});
