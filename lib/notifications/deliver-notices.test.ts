import { createHmac } from "node:crypto";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { NotificationTarget } from "#lib/config/notification-schema.ts";
import { startTestStores, type TestStore, type TestStores } from "#lib/store/test-stores.ts";
import { startDelivery } from "./deliver-notices.ts";
import { testNotice } from "./notice-of.ts";
import { queueNotice } from "./outbox.ts";
import type { Notice } from "./schema.ts";
import { startReceiver, type TestReceiver } from "./test-receiver.ts";
import { configWith } from "./test-snapshots.ts";

const TOKEN = "t0ken-in-the-url";
const notice = (more: Partial<Notice> = {}): Notice => ({ ...testNotice(configWith([]), "shop", clock), ...more });
let clock = 1_000_000;
const nothing = { path: "", headers: {}, text: "", body: {} };

describe.each(["sqlite", "postgres"] as const)("a target's queue, with %s", (kind) => {
  let stores: TestStores;
  let store: TestStore["store"];
  let receiver: TestReceiver;
  const cleanUp: (() => Promise<unknown>)[] = [];
  beforeAll(async () => {
    stores = await startTestStores(kind);
  }, 60_000);
  afterAll(() => stores.stop());
  beforeEach(async () => {
    store = (await stores.create()).store;
    receiver = await startReceiver();
    cleanUp.push(() => receiver.close());
    vi.stubEnv("HOOK", `${receiver.url}/${TOKEN}`);
  });
  afterEach(async () => {
    for (const step of cleanUp.splice(0).reverse()) await step();
    vi.unstubAllEnvs();
    vi.restoreAllMocks();
  });

  function deliver(more: Partial<Record<keyof NotificationTarget, unknown>> = {}) {
    const target = NotificationTarget.parse({ name: "on-call", kind: "webhook", url: { env: "HOOK" }, ...more });
    const delivery = startDelivery({ store, target, now: () => clock, idleMs: 20 });
    cleanUp.push(() => delivery.close());
    return delivery;
  }
  const queue = (one: Notice, target = "on-call") =>
    store.db.transaction().execute((db) => queueNotice(db, target, one));
  const rows = () => store.db.selectFrom("notification").selectAll().orderBy("at").execute();
  const until = (isSo: () => unknown) => expect.poll(isSo, { timeout: 30_000, interval: 20 });
  const firstRow = async () => (await rows())[0];

  it("is sent in order, signed, with the headers that were asked for", async () => {
    vi.stubEnv("SIGNING", "a signing secret");
    vi.stubEnv("AUTHORIZATION", "Bearer of-the-header");
    deliver({ secret: { env: "SIGNING" }, headers: { Authorization: { env: "AUTHORIZATION" } } });
    await queue(notice({ id: "first" }));
    await queue(notice({ id: "second", at: clock + 1 }));
    clock += 10;
    await until(() => receiver.received.map(({ body }) => body.id)).toEqual(["first", "second"]);
    const [{ path, headers, text, body } = nothing] = receiver.received;
    expect(path).toBe(`/${TOKEN}`);
    expect(headers).toMatchObject({
      authorization: "Bearer of-the-header",
      "content-type": "application/json",
      "x-redis-console-notification": "first",
      "x-redis-console-signature": `sha256=${createHmac("sha256", "a signing secret").update(text).digest("hex")}`,
    });
    expect(body).toMatchObject({
      version: 1,
      kind: "test",
      deployment: { name: "shop" },
      at: new Date(clock - 10).toISOString(),
    });
    await until(async () => (await rows()).map(({ state, error }) => [state, error])).toEqual([
      ["delivered", null],
      ["delivered", null],
    ]);
  });

  it("is tried again after an error, later each time, and given up after five", async () => {
    const warned = vi.spyOn(process.stderr, "write").mockReturnValue(true);
    receiver.answer((response) => response.writeHead(500).end("an answer that is not read"));
    deliver();
    await queue(notice());
    for (const [nth, pause] of [5_000, 15_000, 60_000, 180_000].entries()) {
      const failed = { state: "waiting", attempts: nth + 1, next_at: clock + pause, error: "It answered 500." };
      await until(() => firstRow()).toMatchObject(failed);
      clock += pause;
    }
    await until(() => firstRow()).toMatchObject({ state: "given-up", attempts: 5 });
    expect(receiver.received).toHaveLength(5);
    expect(new Set(receiver.received.map(({ headers }) => headers["x-redis-console-notification"])).size).toBe(1);
    const said = warned.mock.calls.map(([text]) => String(text)).join("");
    expect(said).toContain("given up");
    expect(said).not.toContain(TOKEN);
    expect(JSON.stringify(await rows())).not.toContain(TOKEN);
  });

  it("goes on when the receiver is well again", async () => {
    receiver.answer((response) => response.writeHead(503).end());
    deliver();
    await queue(notice());
    await until(() => firstRow()).toMatchObject({ attempts: 1 });
    receiver.answer((response) => response.writeHead(200).end("ok"));
    clock += 5_000;
    await until(() => firstRow()).toMatchObject({ state: "delivered", attempts: 2, error: null });
  });

  it("follows no redirect, and does not repeat what is refused", async () => {
    vi.spyOn(process.stderr, "write").mockReturnValue(true);
    const elsewhere = await startReceiver();
    cleanUp.push(() => elsewhere.close());
    receiver.answer((response) => response.writeHead(307, { location: `${elsewhere.url}/` }).end());
    deliver();
    await queue(notice());
    await until(() => firstRow()).toMatchObject({
      state: "given-up",
      attempts: 1,
      error: expect.stringMatching(/^It answered 307/),
    });
    expect(elsewhere.received).toEqual([]);
  });

  it("survives a restart, also one in the middle of sending", async () => {
    receiver.answer(() => undefined);
    const first = deliver();
    await queue(notice({ id: "kept" }));
    await until(() => receiver.received.length).toBe(1);
    await first.close();
    expect(await firstRow()).toMatchObject({ state: "waiting", attempts: 0 });
    receiver.answer((response) => response.writeHead(204).end());
    deliver();
    await until(() => receiver.received.map(({ body }) => body.id)).toEqual(["kept", "kept"]);
    await until(() => firstRow()).toMatchObject({ state: "delivered" });
  });

  it("is sent once by two console processes", async () => {
    deliver();
    deliver();
    for (let nth = 0; nth < 20; nth += 1) await queue(notice({ id: `n${nth}`, at: clock + nth }));
    clock += 100;
    await until(async () => (await rows()).filter(({ state }) => state === "delivered").length).toBe(20);
    expect(receiver.received.map(({ body }) => body.id)).toEqual(Array.from({ length: 20 }, (_, nth) => `n${nth}`));
  });

  it("does not wait for another target, whose receiver is slow and then too late", async () => {
    vi.stubEnv("SLOW", `${receiver.url}/slow`);
    receiver.answer(() => undefined);
    const quick = await startReceiver();
    cleanUp.push(() => quick.close());
    deliver({ name: "slow", url: { env: "SLOW" } });
    await queue(notice(), "slow");
    await until(() => receiver.received.length).toBe(1);
    vi.stubEnv("QUICK", quick.url);
    deliver({ name: "quick", url: { env: "QUICK" } });
    await queue(notice(), "quick");
    await until(() => quick.received.length).toBe(1);
    const slow = async () => (await rows()).find(({ target }) => target === "slow");
    expect(await slow()).toMatchObject({ attempts: 0, state: "waiting" });
  });
});
