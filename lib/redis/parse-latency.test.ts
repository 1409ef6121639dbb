import { expect, it } from "vitest";
import { parseLatencyHistory, parseLatencyLatest } from "./parse-latency.ts";

it("reads events and their spikes", () => {
  expect(parseLatencyLatest([["command", 1_795_411_932, 20, 251]])).toEqual([
    { name: "command", at: 1_795_411_932_000, latestMs: 20, worstMs: 251 },
  ]);
  expect(parseLatencyHistory([[1_795_411_932, 20]])).toEqual([{ at: 1_795_411_932_000, ms: 20 }]);
});

it.each([null, "x", [null], [[]], [["<b>", 1, 2, 3]], [["fork", -1, 2, 3]], [["fork", 1, "2", 3]]])(
  "makes nothing of rubbish: %j",
  (reply) => {
    expect(parseLatencyLatest(reply)).toEqual([]);
    expect(parseLatencyHistory(reply)).toEqual([]);
  },
);
