import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { HealthCheck } from "#lib/health/schema.ts";
import { startTestStores, type TestStore, type TestStores } from "#lib/store/test-stores.ts";
import type { Notice } from "./schema.ts";
import { createChangeTeller } from "./tell-changes.ts";
import { configWith, MASTER, snapshotAt } from "./test-snapshots.ts";

const url = { env: "HOOK" };
const SILENT = { code: "TIMEOUT", message: "", advice: "" };

describe.each(["sqlite", "postgres"] as const)("changes, with %s", (kind) => {
  let stores: TestStores;
  let store: TestStore["store"];
  beforeAll(async () => {
    stores = await startTestStores(kind);
  }, 60_000);
  afterAll(() => stores.stop());
  beforeEach(async () => {
    store = (await stores.create()).store;
  });
  afterEach(async () => {
    await store.db.deleteFrom("notification").execute();
  });

  const queued = async (): Promise<(Notice & { target: string })[]> =>
    (await store.db.selectFrom("notification").selectAll().orderBy("at").orderBy("target").execute()).map(
      ({ target, notice }) => ({ target, ...JSON.parse(notice) }),
    );
  const teller = (config = configWith([{ url }])) =>
    createChangeTeller({ config, store, deployment: "shop", onQueued: () => undefined });
  /** A look a second. */
  async function show(
    tellers: ReturnType<typeof teller>[],
    from: number,
    seconds: number,
    checks: Partial<HealthCheck>[],
    silence: typeof SILENT | null = null,
  ) {
    for (let second = from; second < from + seconds; second += 1) {
      for (const one of tellers) await one.take(snapshotAt(second * 1_000, checks, silence));
    }
  }
  const critical = [{ state: "critical" as const }];

  it("are queued with all that their receiver needs", async () => {
    await show([teller()], 0, 5, critical);
    expect(await queued()).toEqual([
      {
        target: "on-call",
        id: expect.any(String),
        kind: "state",
        at: 3_000,
        deployment: { name: "shop", label: "Shop", environment: "production" },
        check: { id: "memory", label: "Memory against maxmemory" },
        instance: MASTER,
        oldState: "ok",
        newState: "critical",
        headline: "master 10.0.0.1:6379 uses 97 % of its memory",
        value: "97 %",
        threshold: "warning from 80 %, critical from 95 %",
        advice: "Raise maxmemory.",
        link: "https://console.example/shop/overview?instance=10.0.0.1%3A6379",
      },
    ]);
  });

  it("are not repeated by a restart, and those that happened meanwhile are not lost", async () => {
    await show([teller()], 0, 5, critical);
    const restarted = teller();
    await show([restarted], 10, 20, critical);
    expect(await queued()).toHaveLength(1);
    const later = teller();
    await show([later], 5_000, 40, [{ state: "ok", headline: "", threshold: null, advice: null }]);
    expect((await queued()).map(({ newState, headline, advice }) => [newState, headline, advice])).toEqual([
      ["critical", expect.any(String), "Raise maxmemory."],
      ["ok", `Memory against maxmemory of ${MASTER} is ok again`, null],
    ]);
  });

  it("are queued once when two console processes see them", async () => {
    const both = [teller(), teller()];
    await show(both, 0, 10, critical);
    await show(both, 10, 40, [{ state: "ok" }]);
    await show(both.reverse(), 50, 10, critical);
    expect((await queued()).map(({ newState }) => newState)).toEqual(["critical", "ok", "critical"]);
    const together = [teller(), teller(), teller()];
    for (let second = 100; second < 140; second += 1) {
      await Promise.all(together.map((one) => one.take(snapshotAt(second * 1_000, [{ state: "ok" }]))));
    }
    expect((await queued()).map(({ newState }) => newState)).toEqual(["critical", "ok", "critical", "ok"]);
  });

  it("go to those who want them", async () => {
    const config = configWith([
      { name: "all", url },
      { name: "critical", url, minimum: "critical" },
      { name: "others", url, deployments: ["elsewhere"] },
    ]);
    const one = teller(config);
    await show([one], 0, 20, [{ state: "warning" }]);
    await show([one], 20, 5, critical);
    await show([one], 25, 35, [{ state: "ok" }]);
    expect((await queued()).map(({ target, newState }) => `${target} ${newState}`)).toEqual([
      "all warning",
      "all critical",
      "critical critical",
      "all ok",
      "critical ok",
    ]);
  });

  it("are not made of what nobody can judge, nor of a pause in which nobody looked", async () => {
    const one = teller();
    await show([one], 0, 5, critical);
    await show([one], 5, 60, [], SILENT);
    await show([one], 65, 60, [{ state: "unknown" }]);
    expect(await queued()).toHaveLength(1);
    const other = teller();
    await other.take(snapshotAt(200_000, [{ state: "ok" }]));
    await other.take(snapshotAt(260_000, [{ state: "ok" }]));
    expect(await queued()).toHaveLength(1);
  });

  it("end when an instance answers and the check is not made any more", async () => {
    const one = teller();
    await show([one], 0, 5, critical);
    await show([one], 5, 35, []);
    expect((await queued()).map(({ newState, headline }) => [newState, headline]).at(-1)).toEqual([
      "ok",
      `Memory against maxmemory of ${MASTER} does not apply any more`,
    ]);
  });

  it("wait in a queue with an end, of which the oldest is dropped", async () => {
    const one = teller();
    const many = Array.from({ length: 120 }, (_, port) => ({
      state: "critical" as const,
      instance: `10.0.0.1:${port}`,
    }));
    await show([one], 0, 5, many);
    const states = (await store.db.selectFrom("notification").select("state").execute()).map(({ state }) => state);
    expect(states.filter((state) => state === "waiting")).toHaveLength(100);
    expect(states.filter((state) => state === "dropped")).toHaveLength(20);
  });
});
