import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { runOperation } from "#lib/run-operation.ts";
import { startTestStores, type TestStores } from "#lib/store/test-stores.ts";
import { testContext } from "#lib/test-context.ts";
import { getNotificationStatus } from "./get-notification-status.ts";
import { sendTestNotification } from "./send-test-notification.ts";
import { startReceiver, type TestReceiver } from "./test-receiver.ts";
import { configWith } from "./test-snapshots.ts";

let stores: TestStores;
let receiver: TestReceiver;
beforeAll(async () => {
  stores = await startTestStores("sqlite");
  receiver = await startReceiver();
});
afterAll(async () => {
  await receiver.close();
  await stores.stop();
});
afterEach(() => {
  vi.unstubAllEnvs();
});

async function console() {
  vi.stubEnv("HOOK", `${receiver.url}/t0ken`);
  const { store } = await stores.create();
  return testContext(
    { role: "sre" },
    { store, config: configWith([{ url: { env: "HOOK" } }, { name: "lost", url: { env: "NOWHERE" } }]) },
  );
}

describe("the targets of notifications", () => {
  it("get a test message, which is written down and seen in their status", async () => {
    const { ctx, lines } = await console();
    await runOperation(sendTestNotification, ctx, { target: "on-call" });
    expect(receiver.received.at(-1)?.body).toMatchObject({
      kind: "test",
      link: "https://console.example/shop/overview",
    });
    expect(lines.map(({ phase, target }) => [phase, target?.shown])).toEqual([
      ["started", "notification target on-call"],
      ["succeeded", "notification target on-call"],
    ]);
    const [status] = await runOperation(getNotificationStatus, ctx, {});
    expect(status).toEqual({
      name: "on-call",
      kind: "webhook",
      minimum: "warning",
      deployments: null,
      host: new URL(receiver.url).host,
      waiting: 0,
      lastDeliveredAt: 1_000_000,
      lastFailure: null,
    });
    expect(JSON.stringify([status, lines])).not.toContain("t0ken");
  });

  it("that refuse it are told of, and stay so in their status", async () => {
    const { ctx, lines } = await console();
    receiver.answer((response) => response.writeHead(404).end());
    await expect(runOperation(sendTestNotification, ctx, { target: "on-call" })).rejects.toMatchObject({
      code: "INTERNAL",
      where: "on-call",
    });
    await expect(runOperation(sendTestNotification, ctx, { target: "lost" })).rejects.toMatchObject({
      code: "INTERNAL",
    });
    await expect(runOperation(sendTestNotification, ctx, { target: "none" })).rejects.toMatchObject({
      code: "NOT_FOUND",
    });
    expect(lines.filter(({ phase }) => phase === "failed")).toHaveLength(3);
    expect(await runOperation(getNotificationStatus, ctx, {})).toMatchObject([
      { lastDeliveredAt: null, lastFailure: { at: 1_000_000, words: "It answered 404." } },
      { host: null, lastFailure: { words: expect.stringContaining("NOWHERE") } },
    ]);
  });
});
