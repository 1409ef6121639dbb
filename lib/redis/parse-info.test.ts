import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { parseInfo } from "./parse-info.ts";

const recorded = (name: string) => readFileSync(new URL(`./recorded/${name}-7.0.15.txt`, import.meta.url), "utf8");

it("reads a master's INFO in the house's words", () => {
  const info = parseInfo(recorded("info-master"));
  expect(info).toMatchObject({
    version: "7.0.15",
    mode: "standalone",
    configFile: "/etc/redis/redis.conf",
    memory: { maxBytes: 0, policy: "noeviction" },
    persistence: { isLoading: false, isSaving: false, lastSaveOk: true, isAofOn: false },
    stats: { hits: 1, misses: 1, evicted: 0, rejectedConnections: 0 },
    replication: { role: "master", replicas: [{ state: "online" }], goodReplicas: undefined },
    keyspace: [
      { db: 0, keys: 2, expires: 0 },
      { db: 1, keys: 1, expires: 1 },
    ],
  });
  expect(info.runId).toMatch(/^[0-9a-f]{40}$/);
  expect(info.buildId).toMatch(/^[0-9a-f]+$/);
  expect(info.replication.replicas[0]?.address).toMatch(/^127\.0\.0\.1:\d+$/);
  expect(info.replication.replicas[0]?.offset).toBeGreaterThan(0);
});

it("reads a replica's link", () => {
  const { replication } = parseInfo(recorded("info-replica"));
  expect(replication).toMatchObject({ role: "replica", isLinkUp: true, isSyncing: false, priority: 100, replicas: [] });
  expect(replication.masterAddress).toMatch(/^127\.0\.0\.1:\d+$/);
});

it("takes Valkey's own version and an address with colons", () => {
  const info = parseInfo(
    "redis_version:7.2.4\r\nserver_name:valkey\r\nvalkey_version:8.1.3\r\nslave0:ip=::1,port=7,state=online\r\n",
  );
  expect(info.version).toBe("8.1.3");
  expect(info.replication.replicas).toMatchObject([{ address: "[::1]:7", offset: undefined }]);
});

it.each([
  "",
  ":::\r\n:\r\nrole\r\nrun_id:",
  "used_memory:NaN\nused_memory_rss:Infinity\nmaxmemory:1e999\nrole:king\nloading:maybe",
  "slave0:\nslave1:ip=,port=\nslave2:ip=a b,port=1\nslave3:ip=x,port=99999\nslave4:====,,,,\nslave99999:ip=a,port=1",
  "db0:keys=,expires=\ndb-1:keys=1,expires=1\ndbx:keys=1,expires=1\n__proto__:1\nconstructor:2",
  "\u0000\uffff\ud800 binary \u2028 role:master",
])("makes nothing of rubbish: %j", (text) => {
  const info = parseInfo(text);
  expect(info.memory).toEqual(parseInfo("").memory);
  expect(info.replication).toEqual(parseInfo("").replication);
  expect(info.keyspace).toEqual([]);
});
