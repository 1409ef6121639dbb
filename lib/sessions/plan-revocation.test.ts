import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { runOperation } from "#lib/run-operation.ts";
import type { TestConsole } from "#lib/test-console.ts";
import { findUserSessions } from "./find-user-sessions.ts";
import { planRevocation } from "./plan-revocation.ts";
import { revokeSessions } from "./revoke-sessions.ts";
import type { SessionRow } from "./schema.ts";
import { searchSessions } from "./search-sessions.ts";
import { sessionKeyspaces } from "./session-keyspace.ts";
import { createTestSessions } from "./test-sessions.ts";

let test: TestConsole;

beforeAll(async () => {
  test = await createTestSessions();
});
afterAll(() => test.close());
beforeEach(async () => {
  await redis().flushall();
  await redis().set("sess:sealed", "77 sealed by the application");
  await redis().set("sess:plain", JSON.stringify({ passport: { user: 77 } }));
});

const redis = () => test.deployment.client(test.deployment.master.address);

async function found(state: SessionRow["state"], term = "77"): Promise<string[]> {
  const refs: string[] = [];
  const input = { deployment: "test", term };
  for await (const event of await runOperation(searchSessions, test.context(), input)) {
    if (event.type === "found" && event.session.state === state) refs.push(event.session.ref);
  }
  return refs;
}

const plan = (refs: string[]) =>
  runOperation(planRevocation, test.context(), { deployment: "test", of: { scope: "picked", refs } });
const revoke = (sealed: string) =>
  runOperation(revokeSessions, test.context(), { deployment: "test", plan: sealed, reason: "lost phone" });

describe("a plan", () => {
  it("is carried out by the person who has made it", async () => {
    // Not one that the other tests have: what comes back is revoked again when it is looked for once more.
    await redis().set("sess:mine", JSON.stringify({ passport: { user: 78 } }));
    const { plan: sealed } = await plan(await found("active", "78"));
    const other = { ...test.context(), actor: { ...test.context().actor, userId: "u2" } };
    const input = { deployment: "test", plan: sealed, reason: "lost phone" };
    await expect(runOperation(revokeSessions, other, input)).rejects.toMatchObject({ code: "INVALID_INPUT" });
    expect(await redis().exists("sess:mine")).toBe(1);
    expect(await revoke(sealed)).toMatchObject({ deleted: 1 });
  });

  it("keeps no more sessions than it may hold, however many there are", async () => {
    const mine = JSON.stringify({ passport: { user: 5 } });
    await redis().mset(Array.from({ length: 2_000 }, (_, nth) => [`sess:${nth}`, mine]).flat());
    const connections = test.context().services.deployments.get("test");
    const { signal } = test.context();
    const keyspaces = sessionKeyspaces(connections.config);
    const wanted = { connections, keyspaces, userIds: new Set(["5"]), signal, from: "master", most: 2 } as const;
    expect(await findUserSessions(wanted)).toMatchObject({ sessions: { length: 3 }, isComplete: false });
    const of = { scope: "user", userId: "5" } as const;
    await expect(runOperation(planRevocation, test.context(), { deployment: "test", of })).rejects.toMatchObject({
      code: "INVALID_INPUT",
    });
  });
});

describe("sessions that no codec reads", () => {
  it("are not revoked together with others", async () => {
    const refs = [...(await found("undecodable")), ...(await found("active"))];
    expect(refs).toHaveLength(2);
    await expect(plan(refs)).rejects.toMatchObject({ code: "CONFLICT" });
  });

  it("are revoked one at a time, and only while they are what was planned", async () => {
    const first = await plan(await found("undecodable"));
    const second = await plan(await found("undecodable"));
    await redis().set("sess:sealed", "77 sealed anew");
    expect(await revoke(first.plan)).toMatchObject({ deleted: 0, changedOwner: 1 });
    await redis().set("sess:sealed", "77 sealed by the application");
    expect(await revoke(second.plan)).toMatchObject({ deleted: 1, changedOwner: 0 });
    expect(await redis().exists("sess:sealed", "sess:plain")).toBe(1);
  });
});
