import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { runOperation } from "#lib/run-operation.ts";
import type { TestConsole } from "#lib/test-console.ts";
import type { SearchEvent } from "./schema.ts";
import { searchSessions } from "./search-sessions.ts";
import { createTestSessions, KEYSPACES } from "./test-sessions.ts";

const SESSIONS = 20_000;
const USERS = 400;

let test: TestConsole;

beforeAll(async () => {
  test = await createTestSessions({ replicas: 2, sentinels: 3 }, KEYSPACES.slice(0, 1));
});
afterAll(() => test.close());
beforeEach(async () => {
  const pipeline = test.deployment.client(await test.deployment.currentMaster()).pipeline();
  for (let n = 0; n < SESSIONS; n++) pipeline.set(`sess:${n}`, JSON.stringify({ passport: { user: n % USERS } }));
  pipeline.wait(2, 5000);
  await pipeline.exec();
});

/** The events of a search for user 7, which `after` interrupts once, after the first session was found. */
async function search(after: (source: string) => unknown, signal?: AbortSignal) {
  const context = { ...test.context(), ...(signal === undefined ? {} : { signal }) };
  const events: SearchEvent[] = [];
  let source = "";
  let isDone = false;
  for await (const event of await runOperation(searchSessions, context, { deployment: "test", term: "7" })) {
    events.push(event);
    if (event.type === "understood") source = event.source.address;
    if (event.type !== "found" || isDone) continue;
    isDone = true;
    await after(source);
  }
  return { events, source, tags: events.flatMap((event) => (event.type === "found" ? event.session.tag : [])) };
}

const finished = { type: "finished", isComplete: true, fraction: 1 };

describe("a search", () => {
  it("reads from a replica, and says which", async () => {
    const { events, source } = await search(() => undefined);
    expect(events[0]).toMatchObject({ type: "understood", source: { role: "replica" } });
    expect(test.deployment.replicas.map(({ address }) => address)).toContain(source);
  });

  it("costs the master no more than the one key that the term may name", async () => {
    const master = test.deployment.client(await test.deployment.currentMaster());
    await master.config("RESETSTAT");
    await search(() => undefined);
    const stats = await master.info("commandstats");
    expect(stats).not.toMatch(/cmdstat_(scan|mget|get|strlen):/);
    expect(stats).toMatch(/cmdstat_getrange:calls=1,/);
  });

  it("is partial, and says so, from the moment it is stopped", async () => {
    const stop = new AbortController();
    const { events, tags } = await search(() => stop.abort(), stop.signal);
    expect(events.at(-1)).toMatchObject({ type: "finished", isComplete: false, why: expect.any(String) });
    expect(tags.length).toBeLessThan(SESSIONS / USERS);
  });

  it("finds every session once although the replica it reads from dies", async () => {
    const { events, tags, source } = await search((address) => instanceAt(address)?.kill());
    expect(events.at(-1)).toMatchObject(finished);
    expect([tags.length, new Set(tags).size]).toEqual([SESSIONS / USERS, SESSIONS / USERS]);
    await instanceAt(source)?.start();
  });

  it("finds every session once through a failover", { timeout: 60_000 }, async () => {
    const { events, tags } = await search(() => test.deployment.failover());
    expect(events.at(-1)).toMatchObject(finished);
    expect([tags.length, new Set(tags).size]).toEqual([SESSIONS / USERS, SESSIONS / USERS]);
  });
});

function instanceAt(address: string) {
  return test.deployment.instances.find((instance) => instance.address === address);
}
