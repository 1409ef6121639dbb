import { describe, expect, test } from "vitest";
import { UnsafeText } from "#lib/render/ansible/template-input.ts";
import { renderTemplate, tryRenderTemplate } from "./render-template.ts";

const render = (template: string, variables = {}) => tryRenderTemplate({ template, variables });

describe("renderTemplate", () => {
  test("throws an error that names the line", () => {
    const run = () => renderTemplate({ template: "port 1\n\nbind {{ nope }}\n", variables: {} });
    expect(run).toThrow(expect.objectContaining({ code: "INVALID_INPUT", where: "line 3" }));
  });

  test("includes only the files it is given", () => {
    const includes = new Map([["part.j2", "part {{ a }}"]]);
    expect(tryRenderTemplate({ template: "{% include 'part.j2' %}", variables: { a: 1 }, includes })).toEqual({
      outcome: "rendered",
      text: "part 1",
    });
    expect(render("{% include '../../etc/passwd' %}").outcome).toBe("failed");
    expect(render("{% include '/etc/passwd' %}").outcome).toBe("failed");
  });

  test("takes integers, floats, lists and mappings as YAML gives them", () => {
    expect(render("{{ a }} {{ b }} {{ c }} {{ d }}", { a: 1, b: 1.5, c: ["x", true], d: { k: null } })).toEqual({
      outcome: "rendered",
      text: "1 1.5 ['x', True] {'k': None}",
    });
  });

  test("does not template unsafe text", () => {
    expect(render("{{ a }}", { a: new UnsafeText("{{ 1 }}") })).toEqual({ outcome: "rendered", text: "{{ 1 }}" });
  });
});

describe("a reason", () => {
  const SECRET = "hunter2-hunter2";

  test.each([
    "{{ pw | int(base=pw) }}",
    "{{ pw + 1 }}",
    "{{ pw.nope }}",
    "{{ {}[pw].x ~ '' }}",
    "{{ pw | from_json }}",
    "{{ [][pw] }}",
    "{{ pw() }}",
    "{{ 'a' is version(pw, pw) }}",
    "{% include pw %}",
    "{{ pw | regex_replace('(', 'x') }}",
    "{{ ['a'] | map(pw) }}",
    "{{ broken }}",
    "{{ pw % 1 }}",
    "{{ pw | hash(pw) }}",
    "{{ 'x' | comment(pw) }}",
    "{{ dict([pw]) }}",
  ])("never holds a value: %s", (template) => {
    const result = render(template, { pw: SECRET, broken: `${SECRET}{{ nope` });
    expect(result.outcome).not.toBe("rendered");
    expect(JSON.stringify(result)).not.toContain(SECRET);
  });
});

describe("a hostile template", () => {
  test.each([
    "{{ ''.__class__ }}",
    "{{ range.constructor('return 1')() }}",
    "{{ [].constructor }}",
    "{{ d.constructor }}",
    "{{ d.toString() }}",
    "{{ d['__proto__'].x }}",
    "{{ namespace.__init__ }}",
    "{{ cycler.prototype }}",
    "{{ constructor }}",
    "{{ __proto__ }}",
    "{{ this }}",
  ])("reaches nothing of JavaScript: %s", (template) => {
    expect(render(template, { d: {} }).outcome).not.toBe("rendered");
  });

  test("finds names such as __proto__ to be plain data", () => {
    const variables = { d: JSON.parse('{"__proto__": 1, "constructor": 2, "toString": 3}') };
    expect(render("{{ d['__proto__'] }}{{ d.constructor }}{{ d.toString }} {{ d }}", variables)).toEqual({
      outcome: "rendered",
      text: "123 {'__proto__': 1, 'constructor': 2, 'toString': 3}",
    });
    expect(Object.prototype).not.toHaveProperty("polluted");
  });

  test.each([
    ["{% for i in range(100000000) %}x{% endfor %}", "a long loop"],
    ["{% for a in range(9999) %}{% for b in range(9999) %}{% endfor %}{% endfor %}", "nested loops"],
    ["{{ 'a' * 100000000 }}", "long text"],
    [
      "{% set ns = namespace(s='ab') %}{% for i in range(60) %}{% set ns.s = ns.s ~ ns.s %}{% endfor %}{{ ns.s }}",
      "doubling text",
    ],
    ["{{ 'x' | center(1000000000) }}", "wide text"],
    ["{{ 9 ** (9 ** (9 ** 9)) }}", "a power of powers"],
    ["{{ [0] * 100000000 }}", "a long list"],
    ["{{ range(10000000000) | list }}", "a long range"],
    ["{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}", "an endless macro"],
    [`{{ ${"(".repeat(5_000)}1${")".repeat(5_000)} }}`, "many brackets"],
    ["{{ ('a' * 40) | regex_replace('(a+)+$', 'x') }}", "a slow pattern"],
    ["{{ ('a' * 3000 ~ 'b') | regex_search('a*a*a*a*c') }}", "another slow pattern"],
    ["{{ range(30) | permutations | list }}", "permutations"],
    ["{{ '%1000000000d' % 1 }}", "a wide format"],
    [
      "{% set ns = namespace(l=[1]) %}{% for i in range(60) %}{% set ns.l = [ns.l, ns.l] %}{% endfor %}{{ ns.l }}",
      "a list that holds itself twice, many times",
    ],
    ["{% set l = [1] %}{% for x in l %}{{ l.append(x) }}{% endfor %}", "a list that grows under its loop"],
    ["{% set s = 'a' * 3000000 %}{% for i in range(100000) %}{{ s[0] }}{% endfor %}", "many looks at long text"],
    ["{{ range(900000) | unique | length }}", "a long list made unique"],
    ["{% for i in range(9999) %}{{ 'a' * 3000000 == '' }}{% endfor %}", "many large values"],
    ["{% include 'self' %}", "an endless include"],
  ])("is refused when it asks for too much: %#", (template) => {
    const result = tryRenderTemplate({
      template,
      variables: {},
      includes: new Map([["self", "{% include 'self' %}"]]),
    });
    expect(result.outcome).not.toBe("rendered");
  });

  test("is stopped by the limit on time", () => {
    const result = tryRenderTemplate({
      template: "{% for i in range(1000000) %}{{ i }}{% endfor %}",
      variables: {},
      limits: { steps: Number.MAX_SAFE_INTEGER, milliseconds: 1 },
    });
    expect(result).toMatchObject({ outcome: "refused" });
  });

  test("cannot recurse through variables", () => {
    expect(render("{{ a }}", { a: "{{ b }}", b: "{{ a }}" }).outcome).toBe("failed");
  });
});
