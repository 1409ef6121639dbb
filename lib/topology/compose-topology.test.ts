import { describe, expect, it } from "vitest";
import { DeploymentConfig } from "#lib/config/deployment-schema.ts";
import { DomainError } from "#lib/errors.ts";
import { parseInfo } from "#lib/redis/parse-info.ts";
import { parseSentinelMaster, parseSentinelReplicas } from "#lib/redis/parse-sentinel.ts";
import { composeTopology, type Sightings, type WatchedInstance } from "./compose-topology.ts";
import type { SentinelLook } from "./look-at-sentinel.ts";
import { toMeasures } from "./to-measures.ts";

const AT = 1_800_000_000_000;
const MASTER = "10.0.0.1:6379";
const REPLICA = "10.0.0.2:6379";
const SILENT = new DomainError("TIMEOUT", "It did not answer in time.");

const config = DeploymentConfig.parse({
  kind: "sentinel",
  label: "Test",
  environment: { name: "test", colour: "grey", production: false },
  users: { reader: {} },
  masterName: "mymaster",
  sentinels: ["10.0.1.1:26379"],
});

function watched(address: string, info: string, more: { at?: number; failure?: DomainError } = {}): WatchedInstance {
  const { at = AT, failure } = more;
  return {
    target: { address, failure, seen: { at, look: { pingMs: 0.2, info: parseInfo(info) } } },
    window: { read: () => ({ lately: null, hitRate: null }) },
    isOpenToAnybody: null,
    setup: null,
  };
}

const masterInfo =
  "role:master\r\nrun_id:m\r\nmaster_repl_offset:5000\r\nslave0:ip=10.0.0.2,port=6379,state=online,offset=4000,lag=0\r\n";
const replicaInfo =
  "role:slave\r\nrun_id:r\r\nmaster_host:10.0.0.1\r\nmaster_port:6379\r\nmaster_link_status:up\r\nslave_repl_offset:4000\r\ndb0:keys=3,expires=1,avg_ttl=0\r\n";

function sentinelLook(flags: string): SentinelLook {
  const fields = [
    "name",
    "mymaster",
    "ip",
    "10.0.0.1",
    "port",
    "6379",
    "flags",
    flags,
    "config-epoch",
    "3",
    "quorum",
    "2",
  ];
  const replica = ["ip", "10.0.0.2", "port", "6379", "flags", "s_down,slave,disconnected", "slave-priority", "100"];
  return {
    master: parseSentinelMaster(fields),
    replicas: parseSentinelReplicas([replica]),
    peers: [],
    isTilt: false,
    masters: 1,
    isQuorumOk: true,
    quorumReply: "OK 3 usable Sentinels",
  };
}

function compose(more: Partial<Sightings> = {}) {
  return composeTopology({
    deployment: "test",
    config,
    at: AT,
    instances: [watched(REPLICA, replicaInfo), watched(MASTER, masterInfo)],
    sentinels: [{ address: "10.0.1.1:26379", failure: undefined, seen: { at: AT, look: sentinelLook("master") } }],
    masterAddress: MASTER,
    isFailoverUnderWay: false,
    offsets: { secondsBehind: () => 1.5 },
    ...more,
  });
}

describe("a composed snapshot", () => {
  it("puts the master first and says how far behind a replica is", () => {
    const { instances } = compose();
    expect(instances.map(({ address }) => address)).toEqual([MASTER, REPLICA]);
    expect(instances[0]?.figures?.replication).toMatchObject({ lagBytes: null, connectedReplicas: 1 });
    expect(instances[1]?.figures?.replication).toMatchObject({
      lagBytes: 1000,
      lagSeconds: 1.5,
      masterAddress: MASTER,
    });
  });

  it("names the purpose of each logical database", () => {
    expect(compose().instances[1]?.figures?.keyspace).toEqual([{ db: 0, purpose: "sessions", keys: 3, expires: 1 }]);
  });

  it("knows no lag when master and replica were not looked at together", () => {
    const instances = [watched(REPLICA, replicaInfo), watched(MASTER, masterInfo, { at: AT - 10_000 })];
    expect(compose({ instances }).instances[1]?.figures?.replication.lagBytes).toBeNull();
  });

  it("never takes a replica that was looked at later for ahead", () => {
    const ahead = replicaInfo.replace("slave_repl_offset:4000", "slave_repl_offset:9000");
    const instances = [watched(REPLICA, ahead), watched(MASTER, masterInfo)];
    expect(compose({ instances }).instances[1]?.figures?.replication.lagBytes).toBe(0);
  });

  it("keeps what a silent instance said last, with its time, and the role that the sentinels give it", () => {
    const instances = [watched(REPLICA, replicaInfo, { failure: SILENT, at: AT - 9_000 }), watched(MASTER, masterInfo)];
    expect(compose({ instances }).instances[1]).toMatchObject({
      address: REPLICA,
      role: "replica",
      silence: { code: "TIMEOUT" },
      figuresAt: AT - 9_000,
      pingMs: null,
      figures: { runId: "r" },
    });
  });

  it("shows what the sentinels flag", () => {
    expect(compose().instances[1]?.flags).toEqual(["s_down", "disconnected"]);
  });

  it("believes no flags of a sentinel that has fallen silent", () => {
    const seen = { at: AT - 60_000, look: sentinelLook("master,s_down") };
    const { sentinels, instances } = compose({ sentinels: [{ address: "10.0.1.1:26379", failure: SILENT, seen }] });
    expect(sentinels[0]).toMatchObject({ masterAddress: null, isQuorumOk: null, flags: [], lastSeenAt: AT - 60_000 });
    expect(instances.flatMap(({ flags }) => flags)).toEqual([]);
  });

  it("shows one server once that is known by two addresses", () => {
    const instances = [watched("redis-1:6379", masterInfo), watched(MASTER, masterInfo), watched(REPLICA, replicaInfo)];
    expect(compose({ instances }).instances.map(({ address }) => address)).toEqual([MASTER, REPLICA]);
  });

  it("makes hostile words of a server printable", () => {
    const instances = [watched(MASTER, `${masterInfo}redis_version:7\u202e<script>\r\n`)];
    expect(compose({ instances }).instances[0]?.figures?.version).toBe("7\\u{202e}<script>");
  });
});

describe("what is kept of a snapshot", () => {
  const masters = (instances: WatchedInstance[], more: Partial<Sightings> = {}) =>
    toMeasures(instances, compose({ instances, ...more }))
      .filter(({ isMaster }) => isMaster)
      .map(({ instance }) => instance);

  it("knows one master, while one of before comes back and still takes itself for it", () => {
    const old = watched(REPLICA, "role:master\r\nrun_id:r\r\nmaster_repl_offset:9000\r\n");
    expect(masters([old, watched(MASTER, masterInfo)])).toEqual([MASTER]);
  });

  it("believes the instances when no sentinel has ever named a master", () => {
    const instances = [watched(REPLICA, replicaInfo), watched(MASTER, masterInfo)];
    expect(masters(instances, { masterAddress: null })).toEqual([MASTER]);
  });
});
