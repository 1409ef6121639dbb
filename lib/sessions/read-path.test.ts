import { describe, expect, it } from "vitest";
import { readPaths, readText } from "./read-path.ts";

const VALUE = JSON.parse(
  '{"passport":{"user":4711},"warden.user.key":[["7"]],"login_web_59ba":"12","empty":"","none":null,"__proto__":{"user":"evil"},"big":true}',
);

describe("a path", () => {
  it.each([
    ["passport.user", 4711],
    ['"warden.user.key"[0][0]', "7"],
    ["/^login_web_[0-9a-f]+$/", "12"],
    ["constructor", undefined],
    ["toString", undefined],
    ["passport.constructor.name", undefined],
    ["passport[0]", undefined],
    ["passport.user.deeper", undefined],
    ["missing", undefined],
  ])("%s leads to %j", (path, expected) => expect(readPaths(VALUE, [path])).toBe(expected));

  it("is passed over when it leads to nothing", () => {
    expect(readPaths(VALUE, ["empty", "none", "missing", "passport.user"])).toBe(4711);
    expect(readPaths(VALUE, undefined)).toBeUndefined();
  });

  it("reads text and numbers as text, and nothing else", () => {
    expect(readText(VALUE, ["passport.user"])).toBe("4711");
    expect(readText({ id: 9007199254740993n }, ["id"])).toBe("9007199254740993");
    expect(readText(VALUE, ["big"])).toBeUndefined();
    expect(readText(VALUE, ["passport"])).toBeUndefined();
  });

  it("leads into a list, a numbered map, bytes, and a text that PHP serialized", () => {
    expect(readText({ list: ["a", "b"] }, ["list[1]"])).toBe("b");
    expect(readText({ map: { 2: "two" } }, ["map[2]"])).toBe("two");
    expect(readText({ user: Buffer.from("ann") }, ["user"])).toBe("ann");
    expect(readText({ user: Buffer.from([0xff, 0x41]) }, ["user"])).toBe("\\xffA");
    expect(readText({ bytes: Buffer.from("ann") }, ["bytes[0]"])).toBeUndefined();
    expect(readText({ token: 'a:1:{s:2:"id";i:7;}' }, ["token(php).id"])).toBe("7");
    expect(readText({ token: "no serialized text" }, ["token(php).id"])).toBeUndefined();
  });

  it.each(["/(a+)+$/", "/a*b*/", "/x{2,}y+/", "/(a/", "/\\1/"])("does not hold the expression %s", (path) =>
    expect(() => readPaths(VALUE, [path])).toThrow(TypeError),
  );

  it("that cannot be read is told", () => expect(() => readPaths(VALUE, ["a]"])).toThrow(TypeError));
});
