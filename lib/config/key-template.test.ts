import { describe, expect, it } from "vitest";
import { compileKeyTemplate } from "./key-template.ts";

const text = (parts: Record<string, Buffer> | undefined) =>
  parts && Object.fromEntries(Object.entries(parts).map(([name, bytes]) => [name, bytes.toString("latin1")]));

describe("compileKeyTemplate", () => {
  it("takes a key apart and builds it again", () => {
    const template = compileKeyTemplate("session:{id}");
    expect(text(template.matches(Buffer.from("session:2::ab")))).toEqual({ id: "2::ab" });
    expect(template.build({ id: "2::ab" }).toString()).toBe("session:2::ab");
    expect(template.names).toEqual(["id"]);
  });

  it("matches the whole key or not at all", () => {
    const template = compileKeyTemplate("a:{id:[0-9]{2}}:z");
    expect(text(template.matches(Buffer.from("a:12:z")))).toEqual({ id: "12" });
    for (const key of ["a:1:z", "a:123:z", "a:12:zz", "xa:12:z", "a:12:z\n", "A:12:z", "", "a"]) {
      expect(template.matches(Buffer.from(key)), key).toBeUndefined();
    }
  });

  it("tells keys apart that differ only in bytes which are not UTF-8", () => {
    const template = compileKeyTemplate("cache:{id}");
    const [first, second] = [0xff, 0xfe].map((byte) => Buffer.from([...Buffer.from("cache:"), byte]));
    expect(template.matches(first ?? Buffer.of())?.id).toEqual(Buffer.of(0xff));
    expect(template.matches(second ?? Buffer.of())?.id).toEqual(Buffer.of(0xfe));
    expect(template.build({ id: Buffer.of(0xff) })).toEqual(first);
  });

  it("lets a part without a class end where the literal text after it begins", () => {
    const template = compileKeyTemplate("rl:{user}:{bucket}");
    expect(text(template.matches(Buffer.from("rl:4711:2024:10")))).toEqual({ user: "4711", bucket: "2024:10" });
    const address = compileKeyTemplate("rl:{ip:[0-9a-f:.]+}:{bucket:\\d+}");
    expect(text(address.matches(Buffer.from("rl:::1:7")))).toEqual({ ip: "::1", bucket: "7" });
  });

  it("escapes in its glob whatever SCAN would take for a wildcard", () => {
    expect(compileKeyTemplate("a[b]?\\*\\\\:{id}").glob).toBe("a\\[b\\]\\?\\*\\\\:*");
    expect(compileKeyTemplate("s:{user}:{id}").globFor({ user: "*" }).toString()).toBe("s:\\*:*");
  });

  it("never makes a pattern of a typed value", () => {
    expect(compileKeyTemplate("session:{id}").build({ id: "*" }).toString()).toBe("session:*");
    expect(() => compileKeyTemplate("s:{id:[0-9a-f]{4}}").build({ id: "ab*?" })).toThrow(
      expect.objectContaining({ code: "INVALID_INPUT" }),
    );
    expect(() => compileKeyTemplate("s:{id}").build({})).toThrow(expect.objectContaining({ code: "INVALID_INPUT" }));
  });

  it("understands sets, counts and escapes of a class", () => {
    const cases: [string, string, boolean][] = [
      ["[^:]+", "abc", true],
      ["[^:]+", "a:c", false],
      ["\\d{1,3}", "1234", false],
      ["\\w*", "", true],
      ["x?y", "y", true],
      ["[]a]+", "]a]", true],
      ["[a-]{2,}", "a-a", true],
      [".{2}", "}{", true],
      [".*x.*", "axbxc", true],
      ["a*a{2}", "aaa", true],
      ["a*a{2}", "a", false],
      ["a?b?c", "bc", true],
      ["a?b?a", "a", true],
      ["[{}]+", "{}", true],
    ];
    for (const [source, value, fits] of cases) {
      const matched = compileKeyTemplate(`k:{id:${source}}`).matches(Buffer.from(`k:${value}`));
      expect(matched !== undefined, `${source} on ${value}`).toBe(fits);
    }
  });

  it("refuses what cannot be matched in linear time or means nothing", () => {
    for (const source of [
      "k:{id:(a+)+}",
      "k:{id:a|b}",
      "k:{id:[a}",
      "k:{id:[z-a]}",
      "k:{id:a{9,1}}",
      "k:{id:a{9999}}",
      "k:{id:}",
      "k:{1d}",
      "k:{id",
      "k:}",
      "k:*",
      "{a}{b}",
      "{a}:{a}",
      `{id:${"a".repeat(65)}}`,
    ]) {
      expect(() => compileKeyTemplate(source), source).toThrow(TypeError);
    }
  });

  it("stays linear on a key made to be slow", () => {
    const template = compileKeyTemplate("{a:a*a*a*a*a*a*a*a*}{b:a*a*a*a*}x");
    expect(template.matches(Buffer.from("a".repeat(20_000)))).toBeUndefined();
  });
});

describe("a class in a template", () => {
  const atoms = ["a", "[ab]", "[^a]", ".", "\\d", "[a-c0-9]"];
  const counts = ["", "+", "*", "?", "{2}", "{1,3}", "{0,}"];
  let state = 7;
  const pick = <Item>(items: readonly Item[]): Item => {
    state = (state * 48_271) % 2_147_483_647;
    const item = items[state % items.length];
    if (item === undefined) throw new RangeError("nothing to pick from");
    return item;
  };

  it("cuts a key as the same regular expression does", () => {
    for (let turn = 0; turn < 3000; turn += 1) {
      const [first, second] = [1, 2].map(() => [1, 2].map(() => pick(atoms) + pick(counts)).join(""));
      const template = compileKeyTemplate(`{x:${first}}:{y:${second}}`);
      const expression = new RegExp(`^(?<x>${first}):(?<y>${second})$`, "s");
      const key = Array.from({ length: pick([1, 3, 5, 8]) }, () => pick([..."ab1:\u00ff"])).join("");
      const expected = expression.exec(key)?.groups;
      expect(text(template.matches(Buffer.from(key, "latin1"))), `${template.source} on ${key}`).toEqual(
        expected && { ...expected },
      );
    }
  });
});
