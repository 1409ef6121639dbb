import { expect, it } from "vitest";
import type { SentinelSnapshot } from "#lib/topology/schema.ts";
import { agreementRows } from "./agreement-rows.ts";

function sentinel(changes: Partial<SentinelSnapshot> = {}): SentinelSnapshot {
  return {
    address: "10.0.1.1:26379",
    state: "ok",
    masterAddress: "10.0.0.1:6379",
    epoch: 3,
    flags: [],
    isTilt: false,
    masters: 1,
    quorum: 2,
    downAfterMs: 30_000,
    failoverTimeoutMs: 180_000,
    isQuorumOk: true,
    quorumReply: null,
    knownSentinels: 2,
    knownReplicas: 1,
    replicas: [{ address: "10.0.0.2:6379", flags: [], isLinkUp: true, priority: 100, offset: 1 }],
    peers: [{ address: "10.0.1.2:26379", flags: [] }],
    silence: null,
    lastSeenAt: 1,
    ...changes,
  };
}

const row = (sentinels: SentinelSnapshot[], name: string) =>
  agreementRows({ sentinels }).find((one) => one.name === name);

it("disputes nothing when all believe the same", () => {
  expect(agreementRows({ sentinels: [sentinel(), sentinel(), sentinel()] }).filter((one) => one.isDisputed)).toEqual(
    [],
  );
});

it("lets stand out who believes otherwise than most", () => {
  const odd = sentinel({ masterAddress: "10.0.0.2:6379", downAfterMs: 5_000, replicas: [] });
  const sentinels = [sentinel(), odd, sentinel()];
  expect(row(sentinels, "Master")).toMatchObject({
    isDisputed: true,
    cells: [{ isOdd: false }, { isOdd: true }, { isOdd: false }],
  });
  expect(row(sentinels, "Down after")?.cells[1]).toEqual({ text: "5 s", isOdd: true });
  expect(row(sentinels, "Replica 10.0.0.2:6379")?.cells[1]?.text).toBe("not known to it");
});

it("has no belief of one that is silent", () => {
  const silent = sentinel({ silence: { code: "TIMEOUT", message: "", advice: "" } });
  expect(row([sentinel(), silent], "Quorum")).toMatchObject({ isDisputed: false, cells: [{ text: "2" }, null] });
});
