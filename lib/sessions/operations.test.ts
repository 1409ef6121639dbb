import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { PRESETS } from "#lib/config/presets.ts";
import type { OperationContext } from "#lib/context.ts";
import { ROLES } from "#lib/roles.ts";
import { runOperation } from "#lib/run-operation.ts";
import type { TestConsole } from "#lib/test-console.ts";
import { countSessions } from "./count-sessions.ts";
import { planRevocation } from "./plan-revocation.ts";
import { readLedger, readRevocation } from "./read-ledger.ts";
import { recheckRevocation } from "./recheck-revocation.ts";
import { revokeManySessions, revokeSessions } from "./revoke-sessions.ts";
import type { SessionRow } from "./schema.ts";
import { searchSessions } from "./search-sessions.ts";
import { showSession } from "./show-session.ts";
import { createTestSessions } from "./test-sessions.ts";

const NO_SECOND_LOOK = { recheckMs: [] };
const KEYSPACES = [
  {
    ...PRESETS["connect-redis"],
    name: "web",
    label: "Web",
    db: 0,
    revoke: { recheckMs: [], also: ["lock:{id}", "of:{user}:{id}"] },
  },
  { ...PRESETS["json-session"], name: "plain", label: "Plain", db: 0, revoke: NO_SECOND_LOOK },
  { ...PRESETS["hash-session"], name: "hash", label: "Hash", db: 0, match: "h:{id}", revoke: NO_SECOND_LOOK },
];

let test: TestConsole;
beforeAll(async () => {
  test = await createTestSessions({}, KEYSPACES);
});
afterAll(() => test.close());
beforeEach(() => redis().flushall());

const redis = () => test.deployment.client(test.deployment.master.address);
const signIn = (key: string, user: unknown) => redis().set(key, JSON.stringify({ passport: { user } }));
const plan = (userId: string, ctx = test.context()) =>
  runOperation(planRevocation, ctx, { deployment: "test", of: { scope: "user", userId } });
const revoke = (sealed: string, ctx = test.context()) =>
  runOperation(revokeSessions, ctx, { deployment: "test", plan: sealed, reason: "lost phone" });
const as = (userId: string, ctx: OperationContext): OperationContext => ({ ...ctx, actor: { ...ctx.actor, userId } });
const later = (ms: number, ctx = test.context()): OperationContext => ({
  ...ctx,
  services: { ...ctx.services, now: () => Date.now() + ms },
});

async function search(term: string): Promise<{ rows: SessionRow[]; last: unknown }> {
  const rows: SessionRow[] = [];
  let last: unknown;
  for await (const event of await runOperation(searchSessions, test.context(), { deployment: "test", term })) {
    if (event.type === "found") rows.push(event.session);
    last = event;
  }
  return { rows, last };
}

describe("what is done with sessions", () => {
  const operations = {
    search: searchSessions,
    count: countSessions,
    show: showSession,
    plan: planRevocation,
    revoke: revokeSessions,
    "revoke many": revokeManySessions,
    recheck: recheckRevocation,
    "read one revocation": readRevocation,
    "read the ledger": readLedger,
  };
  const others = ROLES.filter((role) => role !== "support" && role !== "sre");

  it.each(Object.entries(operations))(
    "%s is for support and sre alone, and a refusal is audited",
    async (_, operation) => {
      for (const role of others) {
        // The role comes before the input, so that nothing is told about it.
        const refused = runOperation(operation as typeof countSessions, test.context(role), { deployment: "test" });
        await expect(refused).rejects.toMatchObject({ code: "FORBIDDEN" });
        expect(test.audit.at(-1)).toMatchObject({ phase: "refused", operation: operation.name, actor: { role } });
      }
    },
  );

  it("revoke many is not for support", async () => {
    const refused = runOperation(revokeManySessions, test.context("support"), { deployment: "test" });
    await expect(refused).rejects.toMatchObject({ code: "FORBIDDEN" });
  });
});

describe("the presets", () => {
  it("read what connect-redis writes, with the last request worked out", async () => {
    const value = { cookie: { originalMaxAge: 3_600_000 }, passport: { user: 42 } };
    await redis().set("sess:a", JSON.stringify(value), "PX", 3_000_000);
    const [row] = (await search("42")).rows;
    expect(row).toMatchObject({ userId: "42", keyspaceLabel: "Web", email: null, ip: null, createdAt: null });
    expect(Math.round((Date.now() - (row?.lastSeenAt ?? 0)) / 60_000)).toBe(10);
    expect(Math.round(((row?.expiresAt ?? 0) - Date.now()) / 60_000)).toBe(50);
  });

  it("read plain JSON and hashes, without an end where there is none", async () => {
    const facts = {
      userId: "u-7",
      email: "ann@example.com",
      ip: "192.0.2.1",
      userAgent: "curl/8",
      createdAt: 1795401014,
    };
    await redis().set("session:a", JSON.stringify(facts));
    await redis().hset("h:a", facts);
    const row = {
      userId: "u-7",
      email: "ann@example.com",
      ip: "192.0.2.1",
      device: "curl/8",
      createdAt: 1795401014000,
      expiresAt: null,
    };
    expect((await search("u-7")).rows).toMatchObject([row, row]);
  });
});

describe("a search", () => {
  it("tells integers apart that a double cannot", async () => {
    await redis().set("sess:a", '{"passport":{"user":9007199254740993}}');
    await redis().set("sess:b", '{"passport":{"user":9007199254740992}}');
    expect((await search("9007199254740993")).rows).toMatchObject([{ userId: "9007199254740993" }]);
  });

  it("finds every one of many large sessions of a user", async () => {
    const large = JSON.stringify({ pad: "x".repeat(200_000), passport: { user: 42 } });
    for (let nth = 0; nth < 12; nth += 1) await redis().set(`sess:${nth}`, large);
    const { rows, last } = await search("42");
    expect(rows.map(({ userId }) => userId)).toEqual(Array.from({ length: 12 }, () => "42"));
    expect(last).toMatchObject({ isComplete: true });
  });

  it("finds all although one value is enormous, and says that it could not read that one", async () => {
    const pipeline = redis().pipeline();
    for (let n = 0; n < 3000; n++) pipeline.set(`sess:${n}`, JSON.stringify({ passport: { user: n % 1000 } }));
    pipeline.setrange("sess:enormous", 80_000_000, "x");
    await pipeline.exec();
    const { rows, last } = await search("999");
    expect(rows).toHaveLength(3);
    expect(last).toMatchObject({ type: "finished", isComplete: false, why: expect.any(String) });
    expect(await plan("999")).toMatchObject({ count: 3, isComplete: false });
  });

  it("reads a session of half a megabyte whole", async () => {
    await redis().set("sess:a", JSON.stringify({ blob: "x".repeat(500_000), passport: { user: 42 } }));
    const { rows, last } = await search("42");
    expect(rows).toMatchObject([{ state: "active", userId: "42" }]);
    expect(last).toMatchObject({ isComplete: true });
    expect(await revoke((await plan("42")).plan)).toMatchObject({ deleted: 1, left: 0 });
  });

  it("finds a hash that is too large to be read whole by its facts, and reads the others", async () => {
    await redis().hset("h:large", "userId", "u-7", "blob", Buffer.alloc(10_000_000));
    await redis().hset(
      "h:many",
      Object.fromEntries(Array.from({ length: 2000 }, (_, n) => [`field-${n}`, "x".repeat(99)])),
    );
    await redis().hset("h:a", "userId", "u-7");
    const { rows, last } = await search("u-7");
    const one = { keyspaceLabel: "Hash", userId: "u-7", state: "active" };
    expect(rows).toMatchObject([one, one]);
    expect(last).toMatchObject({ isComplete: true });
  });

  it("works where MGET is not permitted", async () => {
    const pipeline = redis().pipeline();
    for (let n = 0; n < 3000; n++) pipeline.set(`sess:${n}`, JSON.stringify({ passport: { user: n % 1000 } }));
    await pipeline.exec();
    await redis().acl("SETUSER", "default", "-mget");
    try {
      expect((await search("999")).rows).toHaveLength(3);
    } finally {
      await redis().acl("SETUSER", "default", "+mget");
    }
  });
});

describe("a plan", () => {
  it("shows when its sessions end", async () => {
    await redis().set("sess:a", JSON.stringify({ passport: { user: 42 } }), "EX", 600);
    expect((await plan("42")).sample).toMatchObject([{ expiresAt: expect.any(Number) }]);
  });

  it("that is older than ten minutes is not carried out", async () => {
    await signIn("sess:a", 42);
    const { plan: sealed } = await plan("42");
    await expect(revoke(sealed, later(11 * 60_000))).rejects.toMatchObject({ code: "CONFLICT" });
    expect(await redis().exists("sess:a")).toBe(1);
  });
});

describe("a revocation", () => {
  it("takes along every key that the keyspace names", async () => {
    await signIn("sess:a", 42);
    await redis().mset("lock:a", "1", "of:42:a", "1", "of:4:a", "1", "lock:b", "1");
    expect(await revoke((await plan("42")).plan)).toMatchObject({ deleted: 1 });
    expect((await redis().keys("*")).sort()).toEqual(["lock:b", "of:4:a"]);
  });

  it("that the server does not permit deletes nothing, says so, and is not looked at again", async () => {
    await signIn("sess:a", 42);
    const { plan: sealed } = await plan("42");
    await redis().acl("SETUSER", "default", "-unlink");
    try {
      await expect(revoke(sealed)).rejects.toMatchObject({ code: "REDIS_REPLIED_ERROR" });
    } finally {
      await redis().acl("SETUSER", "default", "+unlink");
    }
    expect(await redis().exists("sess:a")).toBe(1);
    const [row] = (await runOperation(readLedger, test.context(), { deployment: "test" })).revocations;
    expect(row).toMatchObject({ asked: 1, deleted: 0, alreadyGone: 0, left: null, replicas: null, recheck: "unknown" });
    const again = runOperation(recheckRevocation, test.context(), { deployment: "test", id: row?.id });
    await expect(again).rejects.toMatchObject({ code: "CONFLICT" });
  });

  it("that fails half-way is in the ledger with what it did delete", async () => {
    await signIn("sess:a", 42);
    await redis().set("session:b", JSON.stringify({ userId: "42" }));
    const { plan: sealed, count } = await plan("42");
    expect(count).toBe(2);
    await redis().acl("SETUSER", "default", "resetkeys", "~sess:*", "~lock:*", "~of:*");
    try {
      await expect(revoke(sealed)).rejects.toMatchObject({ code: "REDIS_REPLIED_ERROR" });
    } finally {
      await redis().acl("SETUSER", "default", "allkeys");
    }
    const [row] = (await runOperation(readLedger, test.context(), { deployment: "test" })).revocations;
    expect(row).toMatchObject({ asked: 2, deleted: 1, recheck: "unknown" });
  });

  it("names a user so that all of the name is seen", async () => {
    await signIn("sess:a", "evil\u202e24");
    expect(await revoke((await plan("evil\u202e24")).plan)).toMatchObject({ deleted: 1, whom: "user evil\\u{202e}24" });
  });

  it("is in the ledger of who made it, and of every sre", async () => {
    await signIn("sess:a", 42);
    const { id } = await revoke((await plan("42")).plan);
    const at = { deployment: "test", id };
    const listed = async (ctx: OperationContext) =>
      (await runOperation(readLedger, ctx, { deployment: "test" })).revocations.some((one) => one.id === id);
    const other = as("u2", test.context());
    expect([await listed(test.context()), await listed(other), await listed(as("u2", test.context("sre")))]).toEqual([
      true,
      false,
      true,
    ]);
    await expect(runOperation(readRevocation, other, at)).rejects.toMatchObject({ code: "NOT_FOUND" });
    await expect(runOperation(recheckRevocation, other, at)).rejects.toMatchObject({ code: "NOT_FOUND" });
  });

  it("looks again when told to, and revokes again what is back", async () => {
    await signIn("sess:a", 42);
    const { id } = await revoke((await plan("42")).plan);
    await signIn("sess:a", 42);
    await signIn("sess:new", 42);
    const recheck = () => runOperation(recheckRevocation, test.context(), { deployment: "test", id });
    expect(await recheck()).toMatchObject({ recheck: "came-back", cameBack: 1, left: 1 });
    expect(await recheck()).toMatchObject({ recheck: "gone", cameBack: 1, left: 1 });
    expect(await redis().keys("sess:*")).toEqual(["sess:new"]);
  });

  it("is not held up by an application that writes to the session all the time", async () => {
    await signIn("sess:a", 42);
    const { plan: sealed } = await plan("42");
    const application = redis();
    let isRunning = true;
    const touching = (async () => {
      while (isRunning) await application.expire("sess:a", 600);
    })();
    expect(await revoke(sealed)).toMatchObject({ deleted: 1 });
    isRunning = false;
    await touching;
    expect(await redis().exists("sess:a")).toBe(0);
  });
});
