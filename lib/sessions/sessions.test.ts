import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { runOperation } from "#lib/run-operation.ts";
import type { TestConsole } from "#lib/test-console.ts";
import { countSessions } from "./count-sessions.ts";
import { planRevocation } from "./plan-revocation.ts";
import { readRevocation } from "./read-ledger.ts";
import { revokeSessions } from "./revoke-sessions.ts";
import type { SearchEvent } from "./schema.ts";
import { searchSessions } from "./search-sessions.ts";
import { showSession } from "./show-session.ts";
import { createTestSessions, type Shop, startShop } from "./test-sessions.ts";

let test: TestConsole;
let shop: Shop;

beforeAll(async () => {
  test = await createTestSessions();
  shop = await startShop(test.deployment.master.address);
});
afterAll(async () => {
  await shop.close();
  await test.close();
});
beforeEach(() => redis().flushall());

const redis = () => test.deployment.client(test.deployment.master.address);

async function search(
  term: string,
): Promise<{ rows: Extract<SearchEvent, { type: "found" }>["session"][]; events: SearchEvent[] }> {
  const events: SearchEvent[] = [];
  for await (const event of await runOperation(searchSessions, test.context(), { deployment: "test", term }))
    events.push(event);
  return { events, rows: events.flatMap((event) => (event.type === "found" ? event.session : [])) };
}

const plan = (of: unknown) => runOperation(planRevocation, test.context(), { deployment: "test", of });
const revoke = (sealed: string) =>
  runOperation(revokeSessions, test.context(), { deployment: "test", plan: sealed, reason: "lost phone" });

describe("a search", () => {
  it.each(["42", "ann@example.com", "ANN@example.com", "198.51.100.9", "::ffff:198.51.100.9"])(
    "finds sessions by %s",
    async (term) => {
      await shop.signIn(42, "ann@example.com", "198.51.100.9");
      await shop.signIn(4, "bob@example.com", "198.51.100.90");
      await shop.signIn(421, "joann@example.com");
      const { rows, events } = await search(term);
      expect(rows).toMatchObject([
        { userId: "42", email: "ann@example.com", ip: "198.51.100.9", device: "Chrome on Windows", state: "active" },
      ]);
      expect(events.at(-1)).toMatchObject({ type: "finished", isComplete: true, fraction: 1 });
    },
  );

  it("finds a session by its cookie, as the browser shows it, decoded, or by its id, and calls it a secret", async () => {
    const cookie = await shop.signIn(42, "ann@example.com");
    const id = /^s:([^.]+)\./.exec(decodeURIComponent(cookie))?.[1] ?? "";
    for (const term of [cookie, decodeURIComponent(cookie), `connect.sid=${cookie}`, id]) {
      const { rows, events } = await search(term);
      expect(rows).toHaveLength(1);
      expect(events[0]).toMatchObject({ type: "understood", isShareable: false });
      expect(JSON.stringify(events)).not.toContain(id);
    }
  });

  it.each(["*", "?", "[a-z]*", "sess:*", "\\*", "4*"])("takes %s for nothing but itself", async (term) => {
    await shop.signIn(42, "ann@example.com");
    expect((await search(term)).rows).toEqual([]);
  });

  it("reads hashes, leaves other keys alone, and survives hostile values", async () => {
    await redis().hset("app:1", "userId", "77", "ip", "192.0.2.1");
    await redis().set("sess:hostile", '{"__proto__":{"passport":{"user":77}},"constructor":1}');
    await redis().set("sess:deep", "[".repeat(100_000));
    await redis().set(
      "sess:markup",
      JSON.stringify({ passport: { user: 77 }, ua: "</script><script>alert(1)</script>" }),
    );
    await redis().set("sess:huge", JSON.stringify({ passport: { user: 77 }, blob: "x".repeat(5_000_000) }));
    await redis().rpush("sess:list", "77");
    await redis().set("other:1", JSON.stringify({ passport: { user: 77 } }));
    await redis().set(
      Buffer.from([0x73, 0x65, 0x73, 0x73, 0x3a, 0xff, 0x00]),
      JSON.stringify({ passport: { user: 77 } }),
    );
    const { rows } = await search("77");
    expect(rows.map(({ keyspace, state }) => `${keyspace} ${state}`).sort()).toEqual([
      "app active",
      "web active",
      "web active",
      "web undecodable",
    ]);
    expect(Object.prototype).not.toHaveProperty("passport");
  });

  it("calls itself partial where values cannot be read, and tells what they are", async () => {
    await redis().set("sess:a", JSON.stringify({ passport: { user: 42 } }));
    await redis().set("sess:counter", "42");
    expect((await search("42")).events.at(-1)).toMatchObject({ isComplete: true });
    await redis().set("sess:php", 'a:1:{s:4:"user";i:42;}');
    const { rows, events } = await search("42");
    expect(events.at(-1)).toMatchObject({ isComplete: false, why: expect.stringContaining("cannot be read") });
    expect(rows.find(({ unreadable }) => unreadable?.sizeBytes === 22)).toMatchObject({
      state: "undecodable",
      unreadable: { type: "string", why: "json: it is not JSON; php would read it: it is missing under codec" },
    });
    // It may be one of the user's sessions, so the plan does not call itself complete.
    expect(await plan({ scope: "user", userId: "42" })).toMatchObject({ count: 1, isComplete: false });
  });

  it("finds hashes among many by the fields that matter, however large the others are", async () => {
    const pipeline = redis().pipeline();
    for (let n = 0; n < 2_000; n++) pipeline.hset(`app:${n}`, { userId: n % 400, ip: "192.0.2.1", cart: "[]" });
    pipeline.hset("app:large", { userId: 7, cart: "x".repeat(5_000_000) });
    pipeline.set("app:string", "7");
    pipeline.hset("app:nobody", { cart: "7" });
    await pipeline.exec();
    const { rows, events } = await search("7");
    expect(rows.map(({ userId, ip }) => [userId, ip]).sort()).toEqual([
      ["7", null],
      ...Array.from({ length: 5 }, () => ["7", "192.0.2.1"]),
    ]);
    expect(events.at(-1)).toMatchObject({ isComplete: true });
    const planned = await plan({ scope: "user", userId: "7" });
    expect(planned).toMatchObject({ count: 6, isComplete: true });
    expect(await revoke(planned.plan)).toMatchObject({ deleted: 6, changedOwner: 0, left: 0 });
  });

  it("shows what a client made up so that all of it is seen", async () => {
    await redis().set("sess:a", JSON.stringify({ passport: { user: 42 }, ip: "\u202e1.2.0.291", ua: "curl\u0000" }));
    expect((await search("42")).rows).toMatchObject([{ ip: "\\u{202e}1.2.0.291", device: "curl\\u{0}" }]);
  });

  it("finds what JSON may escape", async () => {
    await redis().set("sess:escaped", '{"passport":{"user":"o\\u0027brien"}}');
    await redis().set("sess:plain", JSON.stringify({ passport: { user: "o'brien" } }));
    expect((await search("o'brien")).rows).toHaveLength(2);
  });

  it("sees every one of many, and counts them", async () => {
    const pipeline = redis().pipeline();
    for (let n = 0; n < 20_000; n++) pipeline.set(`sess:${n}`, JSON.stringify({ passport: { user: n % 4000 } }));
    await pipeline.exec();
    const { rows, events } = await search("3999");
    expect(rows).toHaveLength(5);
    const shares = events.flatMap((event) => (event.type === "progress" ? event.fraction : []));
    expect(shares).toEqual([...shares].sort((a, b) => a - b));
    expect(await runOperation(countSessions, test.context(), { deployment: "test" })).toMatchObject({
      count: 20_000,
      isComplete: true,
    });
  });
});

describe("details", () => {
  it("hide what is secret", async () => {
    await shop.signIn(42, "ann@example.com");
    const { rows } = await search("42");
    const details = await runOperation(showSession, test.context(), { deployment: "test", ref: rows[0]?.ref });
    expect(details.fields).toContainEqual({ name: "email", value: "ann@example.com", isMasked: false });
    expect(details.fields).toContainEqual({ name: "csrfToken", value: "hidden", isMasked: true });
    expect(JSON.stringify(details)).not.toContain("secret-csrf-token");
  });
});

describe("sessions that may not be read", () => {
  beforeEach(async () => {
    await redis().set("sess:a", JSON.stringify({ passport: { user: 42 } }));
    await redis().acl("SETUSER", "default", "-getrange");
  });
  afterEach(() => redis().acl("SETUSER", "default", "+getrange"));

  it("fail the search, which never calls itself complete without them", async () => {
    await expect(search("42")).rejects.toMatchObject({ code: "REDIS_REPLIED_ERROR" });
  });

  it("fail the revocation, which never calls them gone", async () => {
    await redis().acl("SETUSER", "default", "+getrange");
    const { plan: sealed } = await plan({ scope: "user", userId: "42" });
    await redis().acl("SETUSER", "default", "-getrange");
    await expect(revoke(sealed)).rejects.toMatchObject({ code: "REDIS_REPLIED_ERROR" });
  });
});

describe("a revocation", () => {
  it("signs a user out everywhere, proves it, and leaves others alone", async () => {
    const cookies = await Promise.all([shop.signIn(42, "ann@example.com"), shop.signIn(42, "ann@example.com")]);
    const other = await shop.signIn(4, "bob@example.com");
    const planned = await plan({ scope: "user", userId: "42" });
    expect(planned).toMatchObject({ count: 2, users: [{ userId: "42", count: 2 }], isLarge: false });
    const done = await revoke(planned.plan);
    expect(done).toMatchObject({
      asked: 2,
      deleted: 2,
      alreadyGone: 0,
      changedOwner: 0,
      left: 0,
      whom: "user 42",
      by: "sam",
    });
    expect(await Promise.all(cookies.map((cookie) => shop.whoAmI(cookie)))).toEqual([null, null]);
    expect(await shop.whoAmI(other)).toBe(4);
    await expect
      .poll(() => runOperation(readRevocation, test.context(), { deployment: "test", id: done.id }))
      .toMatchObject({ recheck: "gone", cameBack: 0 });
    expect(test.audit.slice(-2).map(({ phase, operation, reason }) => [phase, operation, reason])).toEqual([
      ["started", "session.revoke", "lost phone"],
      ["succeeded", "session.revoke", "lost phone"],
    ]);
  });

  it("catches a request in flight that brings a session back", async () => {
    const cookie = await shop.signIn(42, "ann@example.com");
    const { plan: sealed } = await plan({ scope: "user", userId: "42" });
    const finish = await shop.slowChange(cookie);
    const done = await revoke(sealed);
    await finish();
    expect(await redis().keys("sess:*")).toHaveLength(1);
    await expect
      .poll(() => runOperation(readRevocation, test.context(), { deployment: "test", id: done.id }))
      .toMatchObject({ recheck: "gone", cameBack: 1, left: 0 });
    expect(await shop.whoAmI(cookie)).toBeNull();
  });

  it("spares a session whose id belongs to another user by now", async () => {
    await redis().set("sess:reused", JSON.stringify({ passport: { user: 42 } }));
    const { plan: sealed } = await plan({ scope: "user", userId: "42" });
    await redis().set("sess:reused", JSON.stringify({ passport: { user: 5 } }));
    expect(await revoke(sealed)).toMatchObject({ deleted: 0, changedOwner: 1 });
    expect(await redis().exists("sess:reused")).toBe(1);
  });

  it("says what had gone before", async () => {
    await redis().set("sess:a", JSON.stringify({ passport: { user: 42 } }));
    const { plan: sealed } = await plan({ scope: "user", userId: "42" });
    await redis().del("sess:a");
    expect(await revoke(sealed)).toMatchObject({ deleted: 0, alreadyGone: 1, left: 0 });
  });

  it("deletes binary keys and hashes by their very bytes", async () => {
    const key = Buffer.from([0x73, 0x65, 0x73, 0x73, 0x3a, 0xfe]);
    const neighbour = Buffer.from([0x73, 0x65, 0x73, 0x73, 0x3a, 0xff]);
    await redis().set(key, JSON.stringify({ passport: { user: 9 } }));
    await redis().set(neighbour, JSON.stringify({ passport: { user: 10 } }));
    await redis().hset("app:h", "userId", "9");
    const { plan: sealed, count } = await plan({ scope: "user", userId: "9" });
    expect(count).toBe(2);
    expect(await revoke(sealed)).toMatchObject({ deleted: 2 });
    expect([await redis().exists(key), await redis().exists(neighbour), await redis().exists("app:h")]).toEqual([
      0, 1, 0,
    ]);
  });

  it("refuses a plan for another deployment, a forged one, one without a reason, and more than support may", async () => {
    await redis().set("sess:a", JSON.stringify({ passport: { user: 42 } }));
    const { plan: sealed } = await plan({ scope: "user", userId: "42" });
    await expect(revoke(`${sealed.slice(0, -2)}AA`)).rejects.toMatchObject({ code: "INVALID_INPUT" });
    await expect(
      runOperation(revokeSessions, test.context(), { deployment: "test", plan: sealed, reason: " " }),
    ).rejects.toMatchObject({ code: "INVALID_INPUT" });
    await expect(
      runOperation(revokeSessions, test.context("viewer"), { deployment: "test", plan: sealed, reason: "because" }),
    ).rejects.toMatchObject({ code: "FORBIDDEN" });
    for (let n = 0; n < 51; n++) await redis().set(`sess:many${n}`, JSON.stringify({ passport: { user: 43 } }));
    const large = await plan({ scope: "user", userId: "43" });
    expect(large.isLarge).toBe(true);
    await expect(revoke(large.plan)).rejects.toMatchObject({ code: "FORBIDDEN" });
  });
});
