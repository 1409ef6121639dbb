import { expect, it } from "vitest";
import {
  parseQuorumCheck,
  parseSentinelInfo,
  parseSentinelMaster,
  parseSentinelMasters,
  parseSentinelPeers,
  parseSentinelReplicas,
} from "./parse-sentinel.ts";

const flat = (fields: Record<string, string>) => Object.entries(fields).flat();

const MASTER = flat({
  name: "main",
  ip: "127.0.0.1",
  port: "27501",
  runid: "c2135c9deb8900edbdbeadf82ca40f377b4baef4",
  flags: "master",
  "last-ping-sent": "0",
  "last-ok-ping-reply": "968",
  "last-ping-reply": "968",
  "down-after-milliseconds": "30000",
  "config-epoch": "3",
  "num-slaves": "1",
  "num-other-sentinels": "1",
  quorum: "2",
  "failover-timeout": "180000",
  "parallel-syncs": "1",
});

it("reads a master as a Sentinel sees it", () => {
  expect(parseSentinelMaster(MASTER)).toMatchObject({
    name: "main",
    address: "127.0.0.1:27501",
    quorum: 2,
    replicas: 1,
    otherSentinels: 1,
    downAfterMs: 30_000,
    configEpoch: 3,
    flags: { isSdown: false, isOdown: false, isFailoverInProgress: false },
  });
  expect(parseSentinelMasters([MASTER])).toHaveLength(1);
});

it("reads replicas and other Sentinels", () => {
  const replica = flat({
    ip: "127.0.0.1",
    port: "27502",
    flags: "s_down,slave,disconnected",
    "master-link-down-time": "-1000",
    "master-link-status": "err",
    "master-host": "127.0.0.1",
    "master-port": "27501",
    "slave-priority": "100",
    "slave-repl-offset": "561",
  });
  expect(parseSentinelReplicas([replica])).toMatchObject([
    {
      address: "127.0.0.1:27502",
      masterAddress: "127.0.0.1:27501",
      isLinkUp: false,
      linkDownMs: undefined,
      offset: 561,
      priority: 100,
      flags: { isSdown: true, isDisconnected: true, isOdown: false },
    },
  ]);
  const peer = flat({
    ip: "127.0.0.1",
    port: "27504",
    flags: "sentinel",
    "last-hello-message": "6",
    "voted-leader": "?",
  });
  expect(parseSentinelPeers([peer])).toMatchObject([
    { address: "127.0.0.1:27504", lastHelloMs: 6, votedLeader: undefined },
  ]);
});

it("tells what CKQUORUM finds missing", () => {
  expect(parseQuorumCheck("OK 2 usable Sentinels. Quorum and failover authorization can be reached")).toEqual({
    isOk: true,
    usableSentinels: 2,
    hasQuorum: true,
    hasMajority: true,
  });
  expect(
    parseQuorumCheck(
      "NOQUORUM 1 usable Sentinels. Not enough available Sentinels to reach the specified quorum for this master. Not enough available Sentinels to reach the majority and authorize a failover",
    ),
  ).toEqual({ isOk: false, usableSentinels: 1, hasQuorum: false, hasMajority: false });
  expect(
    parseQuorumCheck(
      "NOQUORUM 1 usable Sentinels. Not enough available Sentinels to reach the majority and authorize a failover",
    ),
  ).toMatchObject({ hasQuorum: true, hasMajority: false });
  expect(parseQuorumCheck("ERR No such master with that name")).toMatchObject({ isOk: false, hasQuorum: undefined });
});

it("reads tilt", () => {
  const text = "# Sentinel\r\nsentinel_masters:1\r\nsentinel_tilt:1\r\nsentinel_tilt_since_seconds:12\r\n";
  expect(parseSentinelInfo(text)).toMatchObject({ isTilt: true, tiltSeconds: 12, masters: 1 });
  expect(parseSentinelInfo("sentinel_tilt:0\r\nsentinel_tilt_since_seconds:-1")).toMatchObject({
    isTilt: false,
    tiltSeconds: undefined,
  });
});

it.each([
  undefined,
  null,
  "x",
  7,
  {},
  [],
  [[]],
  [null],
  ["name"],
  [["name", 7, "ip", {}]],
  [["ip", "a b", "port", "x"]],
])("throws at nothing: %j", (reply) => {
  expect(parseSentinelMaster(reply)).toBeUndefined();
  expect(parseSentinelMasters(reply)).toEqual([]);
  expect(parseSentinelReplicas(reply).every(({ address }) => address === undefined)).toBe(true);
  expect(parseSentinelPeers(reply).every(({ address }) => address === undefined)).toBe(true);
});
