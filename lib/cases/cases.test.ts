import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { runOperation } from "#lib/run-operation.ts";
import { startTestConsole, type TestConsole } from "#lib/test-console.ts";
import { clearCase } from "./clear-case.ts";
import { lookAtCase } from "./look-at-case.ts";
import { planCase } from "./plan-case.ts";
import type { CaseEvent } from "./schema.ts";

const SESSIONS = {
  kind: "session",
  name: "web",
  label: "Web",
  db: 0,
  match: "session:{id}",
  type: "string",
  codec: ["json"],
  user: "user",
  email: "email",
  ip: "ip",
  revoke: { recheckMs: [] },
};
const LIMITS = {
  kind: "rate-limit",
  name: "api",
  label: "API",
  db: 3,
  match: "rl:{subject}",
  limit: 10,
  windowMs: 60_000,
};
const CACHE = {
  kind: "cache",
  name: "pages",
  label: "Pages",
  db: 1,
  match: "cache:{id}",
  personal: ["cache:user:{user}:{part}", "cache:mail:{email}"],
};
const ID = "Zm9yLXRoZS10ZXN0LW9ubHktMDAx";

let test: TestConsole;
beforeAll(async () => {
  test = await startTestConsole({ replicas: 1, sentinels: 1 }, [SESSIONS, LIMITS, CACHE]);
});
afterAll(() => test.close());

const redis = (db: number) => test.deployment.client(test.deployment.master.address, db);
const session = (user: string, email: string, ip: string) => JSON.stringify({ user, email, ip });

beforeEach(async () => {
  await redis(0).flushall();
  await redis(0).mset(
    `session:${ID}`,
    session("42", "ann@example.com", "192.0.2.7"),
    "session:two",
    session("42", "ann@example.com", "192.0.2.8"),
    "session:three",
    session("43", "bob@example.com", "192.0.2.7"),
  );
  await redis(3).mset("rl:42", "10", "rl:ann@example.com", "3", "rl:192.0.2.7", "9", "rl:43", "1");
  await redis(1).mset(
    "cache:user:42:profile",
    "{}",
    "cache:user:42:cart",
    "{}",
    "cache:user:421:cart",
    "{}",
    "cache:mail:ann@example.com",
    "x",
    "cache:page:42",
    "x",
  );
  await redis(0).wait(1, 2_000);
});

async function look(term: string): Promise<CaseEvent[]> {
  const events: CaseEvent[] = [];
  for await (const event of await runOperation(lookAtCase, test.context(), { deployment: "test", term })) {
    events.push(event);
  }
  return events;
}

const one = <Type extends CaseEvent["type"]>(events: CaseEvent[], type: Type) => {
  const found = events.find((event) => event.type === type);
  return found as Extract<CaseEvent, { type: Type }> | undefined;
};
const users = (events: CaseEvent[]) =>
  events.flatMap((event) =>
    event.type === "sessions" && event.event.type === "found" ? [event.event.session.userId] : [],
  );

describe("a case", () => {
  it.each(["42", "ann@example.com", ID])(
    "is found by %s: sessions, counters and cached entries of one person",
    async (term) => {
      const events = await look(term);
      expect(users(events)).toEqual(["42", "42"]);
      expect(one(events, "person")).toMatchObject({ userIds: ["42"], emails: ["ann@example.com"] });
      expect(one(events, "person")?.addresses.toSorted()).toEqual(["192.0.2.7", "192.0.2.8"]);
      const limits = one(events, "limits")?.limits;
      expect(limits?.own.map(({ subject }) => subject)).toEqual(["42", "ann@example.com"]);
      expect(limits?.shared.map(({ subject }) => subject)).toEqual(["192.0.2.7"]);
      const entries = one(events, "entries")?.entries;
      expect(entries).toMatchObject({ isComplete: true, templates: 2 });
      expect(entries?.caches[0]?.keys.map(({ text }) => text).sort()).toEqual([
        "cache:mail:ann@example.com",
        "cache:user:42:cart",
        "cache:user:42:profile",
      ]);
      const ends = events.filter((event) => event.type === "sessions" && event.event.type === "finished");
      expect(ends).toHaveLength(1);
      expect(JSON.stringify(events)).not.toContain(ID);
    },
  );

  it("of an address that two people have is nobody's, and says whose it may be", async () => {
    const events = await look("192.0.2.7");
    expect(one(events, "person")).toMatchObject({ emails: [], addresses: ["192.0.2.7"] });
    expect(one(events, "person")?.userIds.toSorted()).toEqual(["42", "43"]);
    expect(one(events, "limits")?.limits).toMatchObject({ own: [], shared: [{ subject: "192.0.2.7" }] });
    expect(one(events, "entries")?.entries?.caches).toEqual([]);
  });

  it("says that it is not all where more is cached than is shown", async () => {
    const parts = Array.from({ length: 260 }, (_, nth) => [`cache:user:42:part-${nth}`, "x"]);
    await redis(1).mset(parts.flat());
    await redis(1).wait(1, 2_000);
    const entries = one(await look("42"), "entries")?.entries;
    expect(entries?.caches[0]?.keys).toHaveLength(200);
    expect(entries?.isComplete).toBe(false);
  });

  it("of somebody without a session shows the counters all the same", async () => {
    await redis(0).del("session:three");
    await redis(0).wait(1, 2_000);
    const events = await look("43");
    expect(one(events, "person")).toMatchObject({ userIds: ["43"] });
    expect(one(events, "limits")?.limits?.own).toMatchObject([{ subject: "43" }]);
  });
});

describe("clearing a case", () => {
  const limit = (key: string) => ({ keyspace: "api", key: Buffer.from(key).toString("base64url") });
  const plan = (userId: string, keys: string[]) =>
    runOperation(planCase, test.context(), { deployment: "test", userId, limits: keys.map(limit) });
  const clear = (sealed: string, context = test.context()) =>
    runOperation(clearCase, context, { deployment: "test", plan: sealed, reason: "ticket 1234" });
  const phases = () => test.audit.slice(-6).map(({ operation, phase }) => `${operation} ${phase}`);

  it("signs out everywhere, clears the counters, and proves both", async () => {
    const made = await plan("42", ["rl:42", "rl:ann@example.com"]);
    expect(made).toMatchObject({ sessions: { count: 2 }, limits: 2 });
    const done = await clear(made.plan);
    expect(done.sessions).toMatchObject({ failure: null, revocation: { deleted: 2, left: 0 } });
    expect(done.limits).toMatchObject({ failure: null, reset: { reset: 2, replicas: { confirmed: 1 } }, left: 0 });
    expect(await redis(0).keys("*")).toEqual(["session:three"]);
    expect((await redis(3).keys("*")).sort()).toEqual(["rl:192.0.2.7", "rl:43"]);
    expect(phases()).toEqual([
      "case.clear started",
      "session.revoke started",
      "session.revoke succeeded",
      "limits.reset started",
      "limits.reset succeeded",
      "case.clear succeeded",
    ]);
    expect(test.audit.at(-1)).toMatchObject({ count: 4, reason: "ticket 1234" });
  });

  it("tells of each part by itself when one fails, and the audit log says so too", async () => {
    // A key that is no counter's is refused with all the others of its part.
    const made = await plan("42", ["rl:42", "session:three"]);
    const done = await clear(made.plan);
    expect(done.sessions).toMatchObject({ failure: null, revocation: { deleted: 2 } });
    expect(done.limits).toMatchObject({ reset: null, failure: { code: "FORBIDDEN" } });
    expect(await redis(3).exists("rl:42")).toBe(1);
    expect(await redis(0).exists("session:three")).toBe(1);
    expect(test.audit.at(-1)).toMatchObject({
      operation: "case.clear",
      phase: "failed",
      errorCode: "FORBIDDEN",
      count: 2,
    });
  });

  it("clears the limits of somebody who has no session", async () => {
    const made = await plan("nobody", ["rl:43"]);
    expect(made.sessions).toBeNull();
    expect(await clear(made.plan)).toMatchObject({ sessions: null, limits: { reset: { reset: 1 }, left: 0 } });
  });

  it("of more than fifty sessions is refused as a whole to whoever may not revoke so many", async () => {
    await redis(0).mset(
      Array.from({ length: 60 }, (_, nth) => [
        `session:many-${nth}`,
        session("44", "c@example.com", "192.0.2.9"),
      ]).flat(),
    );
    await redis(0).wait(1, 2_000);
    const made = await plan("44", ["rl:42"]);
    await expect(clear(made.plan)).rejects.toMatchObject({ code: "FORBIDDEN" });
    expect(await redis(3).exists("rl:42")).toBe(1);
    expect((await redis(0).keys("session:many-*")).length).toBe(60);
  });

  it("is done by the person who made the plan, within ten minutes", async () => {
    const made = await plan("42", []);
    const context = test.context();
    const other = { ...context, actor: { ...context.actor, userId: "u2" } };
    await expect(clear(made.plan, other)).rejects.toMatchObject({ code: "INVALID_INPUT" });
    const late = { ...context, services: { ...context.services, now: () => Date.now() + 11 * 60_000 } };
    await expect(clear(made.plan, late)).rejects.toMatchObject({ code: "CONFLICT" });
    expect((await redis(0).keys("session:*")).length).toBe(3);
  });
});
