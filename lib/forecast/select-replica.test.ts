import { expect, it } from "vitest";
import type { SentinelMaster, SentinelReplica } from "#lib/redis/parse-sentinel.ts";
import { rankReplicas } from "./select-replica.ts";

const FLAGS = { isSdown: false, isOdown: false, isDisconnected: false, isFailoverInProgress: false };
const MASTER = { downAfterMs: 1_000, flags: FLAGS, sdownMs: undefined } as SentinelMaster;

function replica(address: string, changes: Partial<SentinelReplica> = {}): SentinelReplica {
  return {
    address,
    runId: address.repeat(10),
    flags: FLAGS,
    masterAddress: "m:1",
    isLinkUp: true,
    linkDownMs: 0,
    offset: 100,
    priority: 100,
    lastOkPingMs: 10,
    infoAgeMs: 10,
    ...changes,
  };
}

const order = (master: SentinelMaster, ...replicas: SentinelReplica[]) =>
  rankReplicas(master, replicas).map(({ replica: { address }, obstacle }) => `${address}${obstacle ? " out" : ""}`);

it("takes the lowest priority, then the most data, then the run id that sorts first", () => {
  expect(order(MASTER, replica("c"), replica("b"), replica("a"))).toEqual(["a", "b", "c"]);
  expect(order(MASTER, replica("a"), replica("b", { offset: 101 }))).toEqual(["b", "a"]);
  expect(order(MASTER, replica("a", { offset: 999 }), replica("b", { priority: 1 }))).toEqual(["b", "a"]);
  expect(order(MASTER, replica("a", { runId: undefined }), replica("b"))).toEqual(["b", "a"]);
  expect(order(MASTER, replica("a", { runId: "B" }), replica("b", { runId: "a" }))).toEqual(["b", "a"]);
});

it.each<[why: string, changes: Partial<SentinelReplica>]>([
  ["is down", { flags: { ...FLAGS, isSdown: true } }],
  ["is disconnected", { flags: { ...FLAGS, isDisconnected: true } }],
  ["has not answered for five pings", { lastOkPingMs: 5_001 }],
  ["has priority 0", { priority: 0 }],
  ["was asked for INFO too long ago", { infoAgeMs: 30_001 }],
  ["has lost its link for more than ten times down-after", { linkDownMs: 10_001 }],
])("passes over a replica that %s", (_, changes) => {
  expect(order(MASTER, replica("a", changes), replica("b"))).toEqual(["b", "a out"]);
});

it("wants fresher news, and forgives the lost link, while the master is down", () => {
  const down = { ...MASTER, flags: { ...FLAGS, isSdown: true }, sdownMs: 60_000 };
  expect(order(down, replica("a", { infoAgeMs: 6_000 }))).toEqual(["a out"]);
  expect(order(down, replica("a", { linkDownMs: 65_000 }))).toEqual(["a"]);
});
