import { expect, it } from "vitest";
import { parseSlowlog } from "./parse-slowlog.ts";

it("reads what Redis 7.0.15 remembers, byte for byte", () => {
  const key = Buffer.from([0x6b, 0xff, 0x0d, 0x0a]);
  const entry = [5, 1795411932, 42, [Buffer.from("set"), key], Buffer.from("127.0.0.1:42880"), Buffer.from("")];
  expect(parseSlowlog([entry])).toEqual([
    {
      id: 5,
      at: 1_795_411_932_000,
      durationMicroseconds: 42,
      command: "SET",
      args: [key],
      clientAddress: "127.0.0.1:42880",
      clientName: undefined,
    },
  ]);
  expect(parseSlowlog([[4, 1795411932, 42, ["client", "list"]]])).toMatchObject([
    { command: "CLIENT", args: [Buffer.from("list")], clientAddress: undefined },
  ]);
});

it("passes over what is no entry", () => {
  const rubbish = [null, 7, "x", {}, [], [1], ["1", 2, 3, []], [-1, 2, 3, []], [1, Number.NaN, 3, []]];
  expect(parseSlowlog(rubbish)).toEqual([]);
  expect(parseSlowlog("x")).toEqual([]);
  expect(parseSlowlog([[1, 2, 3, [null, 7, "<b>"]]])).toMatchObject([{ command: undefined, args: [] }]);
});
