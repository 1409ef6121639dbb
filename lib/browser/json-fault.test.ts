import { describe, expect, it } from "vitest";
import { findJsonFault } from "./json-fault.ts";

const VALID = [
  '{"a":[1,-2.5e3,true,false,null,"\\u00e9\\n"],"b":{}}',
  "[]",
  ' "text" ',
  "0",
  '{\n\t"a" : 1\r\n}',
  "1e400",
];
const INVALID = [
  "",
  "{",
  "[1,]",
  '{"a":1,}',
  "nul",
  "01",
  "1.",
  "'a'",
  '{"a" 1}',
  "{a:1}",
  '"\\x"',
  '"a\nb"',
  "[1] x",
  '{"a":1 "b":2}',
  "NaN",
  "--1",
  "+1",
  '"open',
  "[1 2]",
  "truee",
];

describe("finding where a text stops being JSON", () => {
  it.each([...VALID, ...INVALID])("judges %j as JSON.parse does", (text) => {
    let isJson = true;
    try {
      JSON.parse(text);
    } catch {
      isJson = false;
    }
    expect(findJsonFault(text) === undefined).toBe(isJson);
  });

  it("judges every cut and every changed character of a text as JSON.parse does", () => {
    const text = '{"a":[1,{"b":"c\\n"}],"d":-1.5e2,"e":null}';
    const variants = [...text].flatMap((_, at) => [
      text.slice(0, at),
      ...['"', ",", "}", "]", "x", "\\", " ", "1"].map((other) => text.slice(0, at) + other + text.slice(at + 1)),
    ]);
    for (const variant of variants) {
      const fault = findJsonFault(variant);
      const parse = () => JSON.parse(variant);
      if (fault === undefined) expect(parse, variant).not.toThrow();
      else expect(parse, variant).toThrow(SyntaxError);
    }
  });

  it("says line and column as an editor counts", () => {
    expect(findJsonFault('{\n  "order": 1,\n  state: 2\n}')).toMatchObject({ line: 3, column: 3 });
    expect(findJsonFault('{"ä😀": x}')).toMatchObject({ line: 1, column: 8 });
  });

  it("ends on what is nested without end", () => {
    expect(findJsonFault("[".repeat(100_000))?.message).toMatch(/too deeply/);
  });
});
