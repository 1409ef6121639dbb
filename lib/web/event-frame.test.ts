import { expect, test } from "vitest";
import { frameText } from "./event-frame.ts";

test("writes name, id and JSON", () => {
  expect(frameText({ event: "row", id: "7", data: { a: 1 } })).toBe('event: row\nid: 7\ndata: {"a":1}\n\n');
});

test("keeps data from forging an event", () => {
  const text = frameText({ data: "x\n\ndata: y\revent: bye\u2028" });
  expect(text.split(/\r\n|\n|\r/)).toHaveLength(3);
  expect(JSON.parse(text.slice("data: ".length))).toBe("x\n\ndata: y\revent: bye\u2028");
});

test("refuses a name or id that would break out of its line", () => {
  expect(() => frameText({ event: "a\nb", data: 1 })).toThrow(TypeError);
  expect(() => frameText({ id: "1\r2", data: 1 })).toThrow(TypeError);
});
