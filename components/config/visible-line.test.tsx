import { expect, it } from "vitest";
import { visibleLine } from "./visible-line.ts";

it("writes what turns the reading direction as its number, and leaves the rest", () => {
  expect(visibleLine('logfile "/var/\u202Egol.si"')).toBe('logfile "/var/\\u{202e}gol.si"');
  expect(visibleLine("dir\t/data/\u00FCber ")).toBe("dir\t/data/\u00FCber ");
});
