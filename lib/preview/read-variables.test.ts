import { execFileSync } from "node:child_process";
import { describe, expect, it, test } from "vitest";
import { type TemplateInput, UnsafeText } from "#lib/render/ansible/template-input.ts";
import { readVariables, VAULTED } from "./read-variables.ts";
import { writeWire } from "./variables-wire.ts";

const SCALARS =
  `yes No ON off y n true FALSE null ~ Null 1 0 -1 +1 012 08 0x1F 0b101 0o17 1_000 1:30 20:30:40 1.0 1. .5 -1.5 1e3 1.5e+3 1.5e3
  .inf -.INF .nan 190:20:30.15 2gb 512mb 127.0.0.1 10.0.0.0/8 ::1 KEA 900 "yes" 'no' "0123" '' 1__0 0x 0_ _1 - a-b a:b 6379 65536
  18446744073709551616 = 2024-13 5% /var/lib/redis "a\\nb" 'it''s' .e5 1e-3 -0 00 0`.split(/\s+/);

/** What PyYAML's own loader, which Ansible's is made from, says. */
function byPython(yaml: string): unknown {
  const script = `
import sys, json, yaml
def show(value):
    if isinstance(value, bool) or value is None or isinstance(value, str): return value
    if isinstance(value, int): return {"__int__": str(value)}
    if isinstance(value, float): return {"__float__": repr(value)}
    if isinstance(value, list): return [show(item) for item in value]
    if isinstance(value, dict): return {str(key): show(item) for key, item in value.items()}
    return {"object": type(value).__name__}
print(json.dumps(show(yaml.safe_load(sys.stdin.read()))))`;
  return JSON.parse(execFileSync("/usr/bin/python3", ["-c", script], { input: yaml, encoding: "utf8" }));
}

function shown(variables: ReadonlyMap<string, TemplateInput>): unknown {
  const withMarkedIntegers = (_: string, value: unknown) => value;
  const integers = writeWire(variables).replaceAll(/(?<=[:[,])(-?\d+)(?=[,}\]])/g, '{"__int__":"$1"}');
  return JSON.parse(integers, withMarkedIntegers);
}

describe("variables as Ansible reads them", () => {
  it("are the same words, numbers and booleans as in Python", () => {
    const yaml = SCALARS.map((scalar, at) => `v${at}: ${scalar}`).join("\n");
    const usable = yaml.split("\n").filter((line) => readVariables(line).problems.length === 0);
    const ours = shown(readVariables(usable.join("\n")).variables) as Record<string, unknown>;
    const theirs = byPython(usable.join("\n")) as Record<string, { __float__?: string }>;
    expect(Object.keys(ours)).toEqual(Object.keys(theirs));
    for (const [name, value] of Object.entries(theirs)) {
      const line = usable.find((text) => text.startsWith(`${name}:`));
      const float = value?.__float__;
      if (float === undefined) expect(ours[name], line).toEqual(value);
      else
        expect(Number((ours[name] as { __float__: string }).__float__.replace("inf", "Infinity")), line).toEqual(
          Number(float.replace("inf", "Infinity")),
        );
    }
    expect(usable.length).toBeGreaterThan(SCALARS.length * 0.8);
  });

  it("may be lists, mappings, blocks, anchors and merges", () => {
    const yaml = `
a: [1, two, [yes]]
b: {x: 1, "y": no}
c: |
  line
  line two
d: >-
  folded
  text
e: &base {p: 1, q: 2}
f: {<<: *base, q: 3}
g: *base
h:
  - - nested
  - {k: v}
i: plain text with spaces # and a comment
j: "quoted # no comment"
`;
    expect(shown(readVariables(yaml).variables)).toEqual(byPython(yaml));
  });

  it("count the last of a name that is there twice", () => {
    expect([...readVariables("a: 1\na: 2").variables]).toEqual([["a", 2n]]);
  });

  it("may be marked unsafe, and stay closed in a vault", () => {
    const vault = "b: !vault |\n  $ANSIBLE_VAULT;1.1;AES256\n  62313365396662343061393464336163\n";
    const { variables } = readVariables(`a: !unsafe "{{ x }}"\n${vault}`);
    expect(variables.get("a")).toEqual(new UnsafeText("{{ x }}"));
    expect(variables.get("b")).toEqual(new UnsafeText(VAULTED));
  });
});

test.each([
  ["a: [1", 1],
  ["a: 1\nb: 2020-01-01", 2],
  ["a: !!python/object x", 1],
  ["- a", 1],
  ["a: *nobody", 1],
  ["a: 089", 0],
])("a problem in %j is told with its line", (yaml, line) => {
  const { problems } = readVariables(yaml);
  if (line === 0) expect(problems).toEqual([]);
  else expect(problems[0]).toMatchObject({ line, reason: expect.any(String) });
});

test("a bomb of anchors is refused in no time", () => {
  const yaml = [
    "a: &a [x, x]",
    ...[..."bcdefghijklmnop"].map(
      (name, at) => `${name}: &${name} [*${"abcdefghijklmnop"[at]}, *${"abcdefghijklmnop"[at]}]`,
    ),
  ];
  const { problems } = readVariables(yaml.join("\n"));
  expect(problems.length).toBeGreaterThan(0);
});

test("no name reaches the prototype", () => {
  const { variables } = readVariables("__proto__: {polluted: yes}\nconstructor: 1");
  expect(variables.get("constructor")).toBe(1n);
  expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
});
