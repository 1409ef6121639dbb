import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { NotificationTarget } from "#lib/config/notification-schema.ts";
import { testNotice } from "./notice-of.ts";
import { sendNotice } from "./send-notice.ts";
import { startReceiver, type TestReceiver } from "./test-receiver.ts";
import { configWith } from "./test-snapshots.ts";

let receiver: TestReceiver;
beforeEach(async () => {
  receiver = await startReceiver();
});
afterEach(async () => {
  vi.unstubAllEnvs();
  await receiver.close();
});

function send(url: string, more: Record<string, unknown> = {}) {
  vi.stubEnv("HOOK", url);
  const target = NotificationTarget.parse({ name: "on-call", kind: "webhook", url: { env: "HOOK" }, ...more });
  return sendNotice(target, testNotice(configWith([]), "shop", 0), new AbortController().signal);
}

it("says of a receiver that does not answer that it is late", async () => {
  receiver.answer(() => undefined);
  expect(await send(receiver.url)).toMatchObject({ isDelivered: false, isFinal: false, isLate: true });
}, 10_000);

it("does not wait for the end of an answer", async () => {
  receiver.answer((response) => void response.writeHead(200).write("and so on"));
  expect(await send(receiver.url)).toEqual({ isDelivered: true });
});

it.each([
  [404, true],
  [302, true],
  [429, false],
  [408, false],
  [500, false],
])("takes %i as refused for good: %s", async (status, isFinal) => {
  receiver.answer((response) => response.writeHead(status, { location: receiver.url }).end());
  expect(await send(receiver.url)).toMatchObject({ isDelivered: false, isFinal });
  expect(receiver.received).toHaveLength(1);
});

it("asks nobody when the URL has become one that may not be used", async () => {
  const sent = await send("http://10.255.255.1/t0ken");
  expect(sent).toMatchObject({ isDelivered: false, isFinal: true });
  expect(JSON.stringify(sent)).not.toContain("t0ken");
});

it("says in plain words what keeps it, without the URL", async () => {
  await receiver.close();
  const sent = await send(`${receiver.url}/t0ken`);
  expect(sent).toEqual({ isDelivered: false, isFinal: false, words: "Nothing listens at its address." });
  receiver = await startReceiver();
  vi.stubEnv("BAD", "two\nlines-of-a-secret");
  const refused = await send(receiver.url, { headers: { Authorization: { env: "BAD" } } });
  expect(refused).toMatchObject({ isDelivered: false });
  expect(JSON.stringify(refused)).not.toContain("lines-of-a-secret");
});
