import { afterAll, beforeAll, expect, it } from "vitest";
import { letGo } from "#lib/lifecycle/holds.ts";
import type { Services } from "#lib/services.ts";
import { startTestStores, type TestStores } from "#lib/store/test-stores.ts";
import { testContext } from "#lib/test-context.ts";
import { runAlone } from "./disruptive-job.ts";

let stores: TestStores;
let services: Services;
beforeAll(async () => {
  stores = await startTestStores("sqlite");
  const { store } = await stores.create();
  services = testContext({}, { store }).ctx.services;
});
afterAll(() => stores.stop());

const job = (signal: AbortSignal) => ({
  ...{ id: "1", deployment: "d", services, signal, attempt: 1, checkpoint: null, input: { holder: "own" } },
  actor: { userId: "u", name: "sam", role: "sre" as const },
  isPauseAsked: () => false,
  stored: async () => undefined,
  report: () => undefined,
});

/** Somebody else has it by now. */
async function loseHold(signal: AbortSignal): Promise<void> {
  await letGo(services, { deployment: "d", subject: "*", what: "", who: "", holder: "own" });
  await expect.poll(() => signal.aborted, { timeout: 20_000 }).toBe(true);
}

it("is not called a success when its hold was lost half way", async () => {
  const attempt = runAlone(job(new AbortController().signal), "a round", async (signal) => {
    await loseHold(signal);
    return { isStopped: true };
  });
  await expect(attempt).rejects.toMatchObject({ code: "CONFLICT", message: expect.stringContaining("was stopped") });
});

it("keeps what was carried to its end all the same", async () => {
  const attempt = runAlone(job(new AbortController().signal), "a failover", async (signal) => {
    await loseHold(signal);
    return { isStopped: false };
  });
  expect(await attempt).toEqual({ isStopped: false });
});
