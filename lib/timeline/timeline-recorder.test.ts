import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { DeploymentConfig } from "#lib/config/deployment-schema.ts";
import type { HealthReport } from "#lib/health/schema.ts";
import { testObservation, testSilent } from "#lib/health/test-observation.ts";
import type { Store } from "#lib/store/store.ts";
import { startTestStores, type TestStores } from "#lib/store/test-stores.ts";
import type { Observation, Topology } from "#lib/topology/schema.ts";
import { recordedSayings, toSayings } from "./test-recorded.ts";
import { createTimelineRecorder, type TimelineRecorder } from "./timeline-recorder.ts";

const START = 1_800_000_000_000;
const DAY_MS = 86_400_000;
const DEPLOYMENT = {
  name: "test",
  config: DeploymentConfig.parse({
    kind: "sentinel",
    label: "Test",
    environment: { name: "test", colour: "grey", production: false },
    masterName: "test-master",
    sentinels: ["10.0.1.1:26379"],
    users: { reader: {} },
  }),
};

function seen(changes: Partial<Observation> = {}, state: HealthReport["state"] = "ok"): Topology {
  const { instances, sentinels, ...rest } = testObservation(changes);
  const withState = <One>(one: One) => ({ ...one, state: "ok" as const });
  const health = { state, sentence: "What is so.", checks: [] };
  return { ...rest, health, instances: instances.map(withState), sentinels: sentinels.map(withState) };
}

describe.each(["sqlite", "postgres"] as const)("a timeline on %s", (kind) => {
  let stores: TestStores;
  let store: Store;
  let now = START;
  let open: TimelineRecorder[] = [];
  beforeAll(async () => {
    stores = await startTestStores(kind);
  });
  afterAll(() => stores.stop());
  beforeEach(async () => {
    store = (await stores.create()).store;
    now = START;
    open = [];
  });

  function begin() {
    const recorder = createTimelineRecorder(store, () => now);
    open.push(recorder);
    return recorder.of(DEPLOYMENT);
  }

  async function rows() {
    for (const recorder of open) await recorder.close();
    return store.db.selectFrom("timeline_event").selectAll().orderBy("at").orderBy("id").execute();
  }
  const titles = async () => (await rows()).map(({ title }) => title);

  it("keeps each event once when two console processes hear it, and one switch of three sentinels", async () => {
    const [one, other] = [begin(), begin()];
    const sayings = recordedSayings("master-killed", START);
    now = START + 20_000;
    for (const saying of sayings) {
      one.heard(saying);
      other.heard({ ...saying, at: saying.at + 3 });
    }
    const kept = await rows();
    const nth = (event: string) => kept.filter(({ heard }) => heard?.includes(`"name":"${event}"`));
    expect(nth("+switch-master")).toHaveLength(1);
    // One by each sentinel of the master, and later one by each of the same instance as a replica.
    expect(nth("+sdown")).toHaveLength(6);
    expect(nth("+promoted-replica")).toHaveLength(1);
    const stories = await store.db.selectFrom("failover_story").selectAll().execute();
    expect(stories.map(({ story }) => JSON.parse(story))).toMatchObject([{ result: "done", cause: "odown" }]);
  });

  it("takes only what is said of its own master name, and shows nothing that could be a secret", async () => {
    const recorder = begin();
    const said = [
      "0 10.0.1.1:26379 +sdown master another 10.0.0.1 6379",
      "1 10.0.1.1:26379 +sdown slave 10.0.0.2:6379 10.0.0.2 6379 @ another 10.0.0.1 6379",
      "2 10.0.1.1:26379 +vote-for-leader aaaa 7",
      "3 10.0.1.1:26379 +set master test-master 10.0.0.1 6379 auth-pass hunter2",
      "4 10.0.1.1:26379 +set master test-master 10.0.0.1 6379 quorum 2",
      "5 10.0.1.1:26379 +foo-\u202e master test-master 10.0.0.1 6379 x",
      `6 10.0.1.1:26379 +unheard-of master test-master 10.0.0.1 6379 ${"hunter2".repeat(9)}`,
    ];
    for (const saying of toSayings(said, START)) recorder.heard(saying);
    const kept = await rows();
    expect(kept.map(({ kind: of }) => of)).toEqual(["config", "config", "sentinel"]);
    expect(JSON.stringify(kept)).not.toContain("hunter2");
  });

  it("is not filled by a flood, and says how much was left out", async () => {
    const recorder = begin();
    for (let nth = 0; nth < 5_000; nth++) {
      const text = `slave 10.0.0.2:6379 10.0.0.2 ${1 + nth} @ test-master 10.0.0.1 6379`;
      recorder.heard({ sentinel: "10.0.1.1:26379", event: "+sdown", text, at: START + nth });
    }
    recorder.looked(seen({ at: START + 70_000 }));
    const kept = await rows();
    expect(kept.length).toBeLessThan(200);
    expect(kept.at(-1)?.title).toContain(String(5_000 - kept.length + 1));
  });

  it("tells what changed between two looks", async () => {
    const recorder = begin();
    const [master, replica, other] = testObservation().instances;
    if (master === undefined || replica?.figures == null || other === undefined) throw new Error("no instances");
    const { figures } = replica;
    const changed = {
      ...replica,
      figures: { ...figures, runId: "b".repeat(40), replication: { ...figures.replication, isLinkUp: false } },
    };
    recorder.looked(seen());
    expect(await rows()).toEqual([]);
    recorder.looked(seen({ at: START + 1_000, instances: [testSilent(master), changed, other] }, "critical"));
    recorder.looked(seen({ at: START + 2_000, instances: [master, changed, other] }));
    expect((await rows()).map(({ kind: of, severity, instance }) => [of, severity, instance])).toEqual([
      ["instance", "critical", master.address],
      ["restart", "warning", replica.address],
      ["link", "warning", replica.address],
      ["health", "critical", null],
      ["instance", "info", master.address],
      ["health", "info", null],
    ]);
  });

  it("tells which directive changed from what to what, and of secrets only that they did", async () => {
    const recorder = begin();
    const read = (maxmemory: string, requirepass: string) =>
      recorder.configured("10.0.0.1:6379", new Map(Object.entries({ maxmemory, requirepass, save: "" })));
    read("104857600", "");
    read("104857600", "");
    read("209715200", "(secret)");
    expect(await titles()).toEqual([
      "maxmemory changed from 100 MiB to 200 MiB on 10.0.0.1:6379",
      "requirepass was set on 10.0.0.1:6379",
    ]);
  });

  it("keeps seven days, and the stories longer", async () => {
    const recorder = begin();
    for (const saying of recordedSayings("asked-for", START)) recorder.heard(saying);
    expect(await rows()).not.toEqual([]);
    now = START + 8 * DAY_MS;
    const [saying] = toSayings(["0 10.0.1.1:26379 +tilt #tilt mode entered"], now);
    if (saying !== undefined) begin().heard(saying);
    expect(await rows()).toHaveLength(1);
    expect(await store.db.selectFrom("failover_story").selectAll().execute()).toHaveLength(1);
  });
});

describe("a timeline whose store fails", () => {
  it("does not stop the looking", async () => {
    const stores = await startTestStores("sqlite");
    const { store } = await stores.create();
    const recorder = createTimelineRecorder(store, () => START);
    await store.close();
    const deployment = recorder.of(DEPLOYMENT);
    for (const saying of recordedSayings("asked-for", START)) expect(() => deployment.heard(saying)).not.toThrow();
    await expect(recorder.close()).resolves.toBeUndefined();
    await stores.stop();
  });
});
