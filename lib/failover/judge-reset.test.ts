import { expect, it } from "vitest";
import type { SentinelLook } from "#lib/topology/look-at-sentinel.ts";
import { judgeReset } from "./judge-reset.ts";

const flags = { isSdown: false, isOdown: false, isDisconnected: false, isFailoverInProgress: false };
const look = (...replicas: [string, boolean][]) =>
  // Of a look, nothing else is judged.
  ({
    peers: [],
    replicas: replicas.map(([address, isSdown]) => ({ address, flags: { ...flags, isSdown } })),
  }) as unknown as SentinelLook;
const sentinel = "s:1";
const before = look(["a:1", false], ["gone:1", true]);

it("goes by what a Sentinel still knows where its answer to RESET was lost", () => {
  expect(judgeReset({ sentinel, before, after: look(["a:1", false]), isAnswered: false })).toMatchObject({
    forgotten: ["gone:1"],
    words: expect.stringMatching(/answer was lost/),
  });
  expect(() => judgeReset({ sentinel, before, after: before, isAnswered: false })).toThrow(/gone:1.*was not reset/);
  // It may have come back meanwhile, and is known for that.
  const back = look(["a:1", false], ["gone:1", false]);
  expect(judgeReset({ sentinel, before, after: back, isAnswered: false }).forgotten).toEqual([]);
});
