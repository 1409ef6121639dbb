import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Store } from "#lib/store/store.ts";
import { startTestStores, type TestStores } from "#lib/store/test-stores.ts";
import { createHistoryRecorder, type HistoryRecorder, type Measure } from "./history-recorder.ts";
import { KEPT_MS, STEP_MS } from "./metrics.ts";
import { readHistory } from "./read-history.ts";
import { MetricHistory } from "./schema.ts";

const START = 1_800_000_000_000;
const MASTER = "10.0.0.1:6379";
const REPLICA = "10.0.0.2:6379";

function measure(at: number, changes: Partial<Measure> = {}, counters: Partial<Measure["counters"]> = {}): Measure {
  return {
    instance: MASTER,
    at: START + at,
    runId: "one",
    isMaster: true,
    usedMemoryBytes: 1_000,
    maxMemoryBytes: null,
    clients: 5,
    lagBytes: null,
    ...changes,
    counters: { commands: 0, hits: 0, misses: 0, evicted: 0, ...counters },
  };
}

describe.each(["sqlite", "postgres"] as const)("history on %s", (kind) => {
  let stores: TestStores;
  let store: Store;
  let recorder: HistoryRecorder;
  beforeAll(async () => {
    stores = await startTestStores(kind);
  });
  afterAll(() => stores.stop());
  beforeEach(async () => {
    store = (await stores.create()).store;
    recorder = createHistoryRecorder(store);
  });

  const read = async (at: number, instance?: string, span = 3_600_000) => {
    await recorder.close();
    const until = START + Math.floor(at / STEP_MS) * STEP_MS;
    return MetricHistory.omit({ keptFromMs: true }).parse(
      await readHistory({ store, deployment: "test", instance, from: until - span, until }),
    );
  };

  it("gives rates over each step, and nothing for the step under way", async () => {
    recorder.record("test", [measure(0, {}, { commands: 0 })]);
    recorder.record("test", [measure(5_000, {}, { commands: 500, hits: 30, misses: 10 })]);
    recorder.record("test", [measure(10_000, {}, { commands: 500, hits: 30, misses: 10 })]);
    recorder.record("test", [measure(19_000, { clients: 9 }, { commands: 5_000, hits: 30, misses: 20, evicted: 14 })]);
    recorder.record("test", [measure(20_000)]);
    expect(await read(21_000)).toMatchObject({
      fromMs: START,
      stepMs: STEP_MS,
      opsPerSecond: [100, expect.closeTo(4_500 / 14)],
      hitRate: [0.75, 0],
      evictionsPerSecond: [0, 1],
      clients: [5, 9],
      maxMemoryBytes: [null, null],
    });
  });

  it("shows a gap where nothing was measured", async () => {
    for (const at of [0, 9_000, 30_000, 39_000, 40_000]) recorder.record("test", [measure(at)]);
    expect((await read(40_000)).clients).toEqual([5, null, null, 5]);
  });

  it("follows whichever instance was the master, and takes the largest lag of the replicas", async () => {
    const both = (at: number, isSwitched: boolean) => [
      measure(at, { isMaster: !isSwitched, clients: 1, lagBytes: isSwitched ? 70 : null }),
      measure(at, { instance: REPLICA, isMaster: isSwitched, clients: 2, lagBytes: isSwitched ? null : 50 }),
    ];
    for (const at of [0, 5_000]) recorder.record("test", both(at, false));
    for (const at of [10_000, 15_000, 20_000]) recorder.record("test", both(at, true));
    expect(await read(20_000)).toMatchObject({ clients: [1, 2], lagBytes: [50, 70] });
    expect(await read(20_000, MASTER)).toMatchObject({ clients: [1, 1], lagBytes: [null, 70] });
  });

  it("does not take a restart for a fall in rates", async () => {
    recorder.record("test", [measure(0, {}, { commands: 1_000_000 })]);
    recorder.record("test", [measure(2_000, { runId: "two" }, { commands: 10 })]);
    recorder.record("test", [measure(6_000, { runId: "two" }, { commands: 50 })]);
    recorder.record("test", [measure(10_000, { runId: "two" })]);
    expect((await read(10_000)).opsPerSecond).toEqual([10]);
  });

  it("keeps deployments apart, and goes back one hour", async () => {
    for (const at of [-3_700_000, -3_690_000, 0, 10_000]) recorder.record("test", [measure(at)]);
    for (const at of [0, 10_000]) recorder.record("other", [measure(at, { clients: 99 })]);
    expect(await read(10_000)).toMatchObject({ fromMs: START, clients: [5] });
  });

  it("shows a long time in wider steps, with the peaks of lag in them", async () => {
    const hours = 24;
    for (let at = 0; at <= hours * 3_600_000; at += 5_000) {
      const isPeak = at === 3_600_000;
      recorder.record("test", [measure(at, { lagBytes: isPeak ? 9_000 : 10, clients: at % 20_000 === 0 ? 10 : 20 })]);
    }
    const seen = await read(hours * 3_600_000, MASTER, hours * 3_600_000);
    expect(seen.stepMs).toBe(220_000);
    expect(seen.clients.length).toBeLessThanOrEqual(401);
    expect(seen.lagBytes.filter((lag) => lag === 9_000)).toHaveLength(1);
    expect(seen.clients[5]).toBeGreaterThan(10);
    expect(seen.clients[5]).toBeLessThan(21);
  });

  it("tells when another instance became the master", async () => {
    const both = (at: number, isSwitched: boolean) => [
      measure(at, { isMaster: !isSwitched }),
      measure(at, { instance: REPLICA, isMaster: isSwitched }),
    ];
    for (const at of [0, 10_000, 20_000]) recorder.record("test", both(at, at >= 20_000));
    for (const at of [30_000, 40_000]) recorder.record("test", both(at, true));
    expect((await read(40_000)).masterChanges).toEqual([{ at: START + 20_000, to: REPLICA }]);
  });

  it("tells the step of a change in a long time too, there and back, and across a time without looks", async () => {
    const look = (at: number, isReplicaMaster: boolean) => [
      measure(at, { isMaster: !isReplicaMaster }),
      measure(at, { instance: REPLICA, isMaster: isReplicaMaster }),
    ];
    const hour = 3_600_000;
    for (const at of [0, 10_000]) recorder.record("test", look(at, false));
    for (const at of [20_000, 30_000]) recorder.record("test", look(at, true));
    for (const at of [40_000, 50_000]) recorder.record("test", look(at, false));
    for (const at of [hour, hour + 10_000]) recorder.record("test", look(at, false));
    for (const at of [2 * hour, 2 * hour + 10_000]) recorder.record("test", look(at, true));
    const { stepMs, masterChanges } = await read(24 * hour, undefined, 24 * hour);
    expect(stepMs).toBeGreaterThan(STEP_MS);
    expect(masterChanges).toEqual([
      { at: START + 20_000, to: REPLICA },
      { at: START + 40_000, to: MASTER },
      { at: START + 2 * hour, to: REPLICA },
    ]);
  });

  it("keeps one day and no more", async () => {
    for (const at of [-KEPT_MS - 20_000, -KEPT_MS - 10_000, 0, 10_000]) recorder.record("test", [measure(at)]);
    await recorder.close();
    // Trimmed when it first writes, and then every ten minutes.
    const again = createHistoryRecorder(store);
    for (const at of [20_000, 30_000]) again.record("test", [measure(at)]);
    await again.close();
    const rows = await store.db.selectFrom("metric_sample").select("at").distinct().orderBy("at").execute();
    expect(rows.map(({ at }) => at)).toEqual([START, START + 20_000]);
  });

  it("lets two console processes measure the same deployment", async () => {
    const other = createHistoryRecorder(store);
    for (const at of [0, 10_000]) {
      recorder.record("test", [measure(at)]);
      other.record("test", [measure(at), measure(at, { instance: REPLICA, isMaster: false })]);
    }
    expect((await read(10_000)).clients).toEqual([5]);
    await other.close();
    expect((await read(10_000, REPLICA)).clients).toEqual([5]);
  });

  it("is empty before the first step is whole", async () => {
    recorder.record("test", [measure(0)]);
    expect((await read(5_000)).clients).toEqual([]);
  });
});

describe("a recorder whose store fails", () => {
  it("does not stop the looking", async () => {
    const stores = await startTestStores("sqlite");
    const { store } = await stores.create();
    const recorder = createHistoryRecorder(store);
    await store.close();
    for (const at of [0, 10_000, 20_000]) expect(() => recorder.record("test", [measure(at)])).not.toThrow();
    await expect(recorder.close()).resolves.toBeUndefined();
    await stores.stop();
  });
});
