import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { runOperation } from "#lib/run-operation.ts";
import type { RevocationRow } from "#lib/store/tables.ts";
import type { TestConsole } from "#lib/test-console.ts";
import { exportLedger } from "./export-ledger.ts";
import { planRevocation } from "./plan-revocation.ts";
import { readLedger } from "./read-ledger.ts";
import { recheckLost } from "./recheck-lost.ts";
import { revokeSessions } from "./revoke-sessions.ts";
import type { RevokedSession, SearchEvent } from "./schema.ts";
import { searchSessions } from "./search-sessions.ts";
import { createTestSessions } from "./test-sessions.ts";

let test: TestConsole;
beforeAll(async () => {
  test = await createTestSessions({ replicas: 1, sentinels: 1 });
});
afterAll(() => test.close());
beforeEach(async () => {
  await store().deleteFrom("revocation").execute();
  await store().deleteFrom("revoked_session").execute();
  await redis().flushall();
});

const store = () => test.context().services.store.db;
const redis = () => test.deployment.client(test.deployment.master.address);

async function put(row: Partial<RevocationRow> = {}): Promise<string> {
  const id = randomUUID();
  const whole: RevocationRow = {
    id,
    at: 1_800_000_000_000,
    deployment: "test",
    user_id: "u1",
    user_name: "sam",
    role: "support",
    subject: "user 42",
    subject_tag: "t",
    reason: "phone lost",
    planned: 1,
    deleted: 1,
    already_gone: 0,
    kept: 0,
    replicas_confirmed: 1,
    replicas_total: 1,
    state: "gone",
    checked_at: null,
    came_back: 0,
    left_over: 0,
    sealed_users: "",
    is_authoritative: 1,
    is_cohort: 0,
    ...row,
  };
  await store().insertInto("revocation").values(whole).execute();
  return id;
}

const read = (input: Record<string, unknown> = {}, role: "support" | "sre" = "sre") =>
  runOperation(readLedger, test.context(role), { deployment: "test", ...input });

async function exported(
  input: Record<string, unknown> = {},
  role: "support" | "sre" = "sre",
): Promise<RevokedSession[]> {
  const rows: RevokedSession[] = [];
  for await (const event of await runOperation(exportLedger, test.context(role), { deployment: "test", ...input })) {
    if (event.type === "rows") rows.push(...event.rows);
    else expect(event.isComplete).toBe(true);
  }
  return rows;
}

describe("the ledger", () => {
  it("skips none and shows none twice, however many were revoked in one millisecond", async () => {
    const ids: string[] = [];
    for (let nth = 0; nth < 120; nth += 1) ids.push(await put());
    const seen: string[] = [];
    for (let cursor = {}; ; ) {
      const { revocations, isLast } = await read(cursor);
      seen.push(...revocations.map(({ id }) => id));
      const last = revocations.at(-1);
      if (isLast || last === undefined) break;
      cursor = { before: String(last.at), beforeId: last.id };
    }
    expect(seen.toSorted()).toEqual(ids.toSorted());
  });

  it("is searched by person, user and reason as they are written, in any case", async () => {
    const odd = await put({ reason: "100% of_them" });
    const bob = await put({ user_name: "Bob", user_id: "u2" });
    const back = await put({ subject: "user 7", state: "came-back" });
    const found = async (input: Record<string, unknown>, role?: "support" | "sre") =>
      (await read(input, role)).revocations.map(({ id }) => id);
    expect(await found({ find: "100%" })).toEqual([odd]);
    expect(await found({ find: "OF_T" })).toEqual([odd]);
    expect(await found({ find: "%" })).toEqual([odd]);
    expect(await found({ find: "bob" })).toEqual([bob]);
    expect(await found({ find: "bob" }, "support")).toEqual([]);
    expect(await found({ find: "USER 7" })).toEqual([back]);
    expect(await found({ state: "came-back" })).toEqual([back]);
    expect(await found({ find: "nothing" })).toEqual([]);
  });

  it("is exported with a row for each session, and without the id of any", async () => {
    const secret = "bG9uZy1hbmQtc2VjcmV0LXNlc3Npb24taWQ";
    await redis().set(`sess:${secret}`, JSON.stringify({ passport: { user: 42 } }));
    await redis().set("sess:other", JSON.stringify({ passport: { user: 42 } }));
    await redis().wait(1, 2_000);
    const { plan } = await runOperation(planRevocation, test.context(), {
      deployment: "test",
      of: { scope: "user", userId: "42" },
    });
    await runOperation(revokeSessions, test.context(), { deployment: "test", plan, reason: "=1+1" });
    const rows = await exported();
    expect(rows).toMatchObject(
      Array(2).fill({ by: "sam", whom: "user 42", reason: "=1+1", outcome: "deleted", keyspace: "web" }),
    );
    expect(JSON.stringify(rows)).not.toContain(secret);
    expect(test.audit.at(-1)).toMatchObject({ operation: "session.export", phase: "succeeded" });
    expect(await exported({ find: "nobody" })).toEqual([]);
    const other = { ...test.context(), actor: { ...test.context().actor, userId: "u2" } };
    for await (const event of await runOperation(exportLedger, other, { deployment: "test" })) {
      expect(event).toEqual({ type: "end", isComplete: true });
    }
  });
});

describe("a second look that went with its process", () => {
  it("is made up for once, and revokes again what had come back", async () => {
    const value = JSON.stringify({ passport: { user: 42 } });
    await redis().set("sess:one", value);
    await redis().wait(1, 2_000);
    const { plan } = await runOperation(planRevocation, test.context(), {
      deployment: "test",
      of: { scope: "user", userId: "42" },
    });
    const { id } = await runOperation(revokeSessions, test.context(), { deployment: "test", plan, reason: "lost" });
    await expect
      .poll(async () => (await store().selectFrom("revocation").select("state").execute())[0]?.state)
      .toBe("gone");
    await store().updateTable("revocation").set({ state: "pending", checked_at: null }).where("id", "=", id).execute();
    await redis().set("sess:one", value);
    const later = { ...test.context().services, now: () => Date.now() + 120_000 };
    expect(await Promise.all([recheckLost(later), recheckLost(later)])).toEqual(expect.arrayContaining([0, 1]));
    expect(await redis().exists("sess:one")).toBe(0);
    const [row] = await store().selectFrom("revocation").select(["state", "came_back"]).execute();
    expect(row).toEqual({ state: "came-back", came_back: 1 });
    expect(await recheckLost(later)).toBe(0);
  });
});

describe("a search with as many hits as are shown", () => {
  const search = async () => {
    await redis().wait(1, 5_000);
    const events: SearchEvent[] = [];
    for await (const event of await runOperation(searchSessions, test.context(), { deployment: "test", term: "42" })) {
      events.push(event);
    }
    const end = events.at(-1);
    return { found: events.filter(({ type }) => type === "found").length, end };
  };

  it("is complete with exactly a thousand, and says that there are more with one more", async () => {
    const value = JSON.stringify({ passport: { user: 42 } });
    await redis().mset(Array.from({ length: 1_000 }, (_, nth) => [`sess:${nth}`, value]).flat());
    // Its id is the term too.
    await redis().del("sess:42");
    await redis().set("sess:last", value);
    expect(await search()).toMatchObject({ found: 1_000, end: { type: "finished", isComplete: true } });
    await redis().set("sess:more", value);
    expect(await search()).toMatchObject({ found: 1_000, end: { type: "finished", isComplete: false } });
  });
});
