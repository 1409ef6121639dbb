import { describe, expect, it } from "vitest";
import { ManagedInstance } from "#lib/config/deployment-schema.ts";
import type { InstanceInfo } from "#lib/redis/parse-info.ts";
import { parseInfo } from "#lib/redis/parse-info.ts";
import type { Circumstances, MasterNow, QuorumNow } from "./circumstances.ts";
import { followersOf, type StoredData } from "./comeback.ts";
import { refusalsFor } from "./guards.ts";
import type { LifecycleAction, ServerSight } from "./schema.ts";

const target = (kind: "redis" | "sentinel") =>
  ManagedInstance.parse({ name: "one", kind, host: "10.0.0.1", port: 6379, configFile: "/c", pidFile: "/p" });
const OWN = "10.0.0.1:6379";
const OTHER = "10.0.0.2:6379";
const master: MasterNow = { address: OTHER, runId: "m", onlineReplicas: 1, online: [OWN], minReplicasToWrite: 0 };
const quorum: QuorumNow = {
  reachable: ["s:1", "s:2", "s:3"],
  voters: 3,
  needed: 2,
  isFailoverUnderWay: false,
  downAfterMs: 5_000,
  mastersNamed: [OTHER],
  mastersUp: [OTHER],
  replicas: [],
  replicasUp: [],
};
const LINKED: InstanceInfo = parseInfo("role:slave\r\nmaster_link_status:up\r\n");

function codes(
  action: LifecycleAction,
  changes: Partial<Omit<Circumstances, "sight">> & { state?: ServerSight["state"]; kindOf?: "redis" | "sentinel" },
) {
  const { state = "running", kindOf = "redis", ...rest } = changes;
  const sight: ServerSight = { state, runId: null, version: null, role: null, uptimeSeconds: null, words: null };
  const base = { deployment: "test", kind: "sentinel" as const, target: target(kindOf), info: undefined };
  const circumstances: Circumstances = { ...base, sight, persistence: null, master, quorum, comeback: null, ...rest };
  return refusalsFor(circumstances, action).map(({ code }) => code);
}

describe("the guards of an instance that the console cannot reach", () => {
  it("refuse to stop the master that the Sentinels still see", () => {
    expect(
      codes("stop", { state: "gone", master: null, quorum: { ...quorum, mastersNamed: [OWN], mastersUp: [OWN] } }),
    ).toEqual(["no-master"]);
  });
  it("refuse to stop the last replica that the master still has", () => {
    expect(codes("stop", { state: "gone" })).toEqual(["last-replica"]);
    expect(codes("stop", { state: "refusing" })).toEqual(["last-replica"]);
    expect(codes("restart", { state: "silent" })).toEqual(["last-replica"]);
  });
  it("let one go that nobody has any more", () => {
    expect(codes("stop", { state: "gone", master: { ...master, online: [] } })).toEqual([]);
    expect(codes("stop", { state: "silent", master: { ...master, online: ["10.0.0.9:1"] } })).toEqual([]);
  });
  it("count a Sentinel that may not be asked as one that answers", () => {
    const few = { ...quorum, reachable: ["s:1", "s:2"] };
    expect(codes("stop", { kindOf: "sentinel", state: "unasked", quorum: few })).toEqual(["quorum"]);
    expect(codes("stop", { kindOf: "sentinel", state: "unasked" })).toEqual([]);
  });
});

describe("the guards of an instance that answers", () => {
  it("refuse what leaves fewer replicas than min-replicas-to-write, and no more than that", () => {
    const two = { ...master, onlineReplicas: 2, minReplicasToWrite: 2 };
    expect(codes("stop", { info: LINKED, master: two })).toEqual(["min-replicas"]);
    expect(codes("stop", { info: LINKED, master: { ...two, onlineReplicas: 3 } })).toEqual([]);
  });
  it("refuse the Sentinel without which the majority or the quorum is missed", () => {
    const own = { ...quorum, reachable: ["s:1", OWN] };
    expect(codes("stop", { kindOf: "sentinel", quorum: own })).toEqual(["quorum"]);
    expect(codes("stop", { kindOf: "sentinel", quorum: { ...own, reachable: ["s:1", "s:2", OWN] } })).toEqual([]);
    expect(
      codes("stop", { kindOf: "sentinel", quorum: { ...own, needed: 3, reachable: ["s:1", "s:2", OWN] } }),
    ).toEqual(["quorum"]);
  });
});

describe("the guards of a master that is down and would be followed again", () => {
  const held = { address: OTHER, keys: 12, histories: ["h", "before"], offset: 900, linkDownSeconds: 60 };
  const dump = { dataKind: "dump", dataFile: "/d/dump.rdb", dataBytes: 300, dataAgeSeconds: 61 } as const;
  const start = (stored: StoredData | null, more = {}) =>
    codes("start", { state: "gone", master: null, comeback: { stored, held: [{ ...held, ...more }], unseen: [] } });
  it("go by the offsets of one history, and otherwise by when it was saved and the link was lost", () => {
    expect(start({ ...dump, dataHistory: "h", dataOffset: 900, dataAgeSeconds: 9_000 })).toEqual([]);
    expect(start({ ...dump, dataHistory: "h", dataOffset: 899 })).toEqual(["older-data"]);
    expect(start({ ...dump, dataHistory: "before", dataOffset: 899 })).toEqual(["older-data"]);
    expect(start({ ...dump, dataHistory: "other", dataOffset: 900 }, { linkDownSeconds: 62 })).toEqual([]);
    expect(start(dump, { linkDownSeconds: 60 })).toEqual(["older-data"]);
    expect(start(dump, { linkDownSeconds: -1 })).toEqual(["older-data"]);
  });
  it("refuse what would come back empty, or nobody knows how, and pass an append-only file", () => {
    expect(start({ ...dump, dataBytes: 0 })).toEqual(["older-data"]);
    expect(start(null)).toEqual(["older-data"]);
    expect(start({ ...dump, dataKind: "append-only", dataAgeSeconds: 9_000 })).toEqual([]);
  });
  it("refuse a file that is too small for what the replicas hold, whatever it says of itself", () => {
    const small = { ...dump, dataKind: "append-only", dataBytes: 177 } as const;
    expect(start(small, { keys: 60 })).toEqual(["older-data"]);
    expect(start(small, { keys: 59 })).toEqual([]);
  });
  it("refuse where a replica that the Sentinels reach does not tell the console what it holds", () => {
    const stored = { ...dump, dataHistory: "h", dataOffset: 900 };
    for (const some of [[], [held]])
      expect(
        codes("start", { state: "gone", master: null, comeback: { stored, held: some, unseen: [OTHER] } }),
      ).toEqual(["older-data"]);
  });
  it("know the master also where the Sentinels name it by another address", () => {
    const lost = { follows: "redis-1:6379", isLinkUp: false };
    const named = { mastersNamed: ["redis-1:6379"], replicas: [OTHER] };
    expect(followersOf(OWN, [OWN, OTHER], named, false)?.(lost)).toBe(true);
    expect(followersOf(OWN, [OWN, OTHER], named, false)?.({ ...lost, isLinkUp: true })).toBe(false);
    expect(followersOf(OWN, [OWN, OTHER], named, true)).toBeNull();
    expect(followersOf(OWN, [OWN, OTHER], { ...named, replicas: [OWN, OTHER] }, false)).toBeNull();
    expect(followersOf(OWN, [OWN, OTHER], { ...named, mastersNamed: [] }, false)?.({ ...lost, follows: OTHER })).toBe(
      false,
    );
  });
  it("wait for a failover that is under way, of a restart too", () => {
    const comeback = { stored: { ...dump, dataHistory: "h", dataOffset: 900 }, held: [held], unseen: [] };
    const underWay = { ...quorum, isFailoverUnderWay: true, mastersUp: [] };
    for (const action of ["start", "restart"] as const)
      expect(codes(action, { state: "gone", master: null, quorum: underWay, comeback })).toEqual([
        "failover-under-way",
      ]);
  });
});
