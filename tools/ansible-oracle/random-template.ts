import { randomExpression } from "./random-expression.ts";
import { RandomSource } from "./random-source.ts";
import { NAMES } from "./vocabulary.ts";

export interface OracleCase {
  readonly template: string;
  readonly vars: Readonly<Record<string, unknown>>;
  readonly files?: Readonly<Record<string, string>>;
}

const VARIABLES = {
  one: 1,
  zero: 0,
  neg: -7,
  big: { __int__: "123456789012345678901" },
  fl: { __float__: "1.0" },
  half: 2.5,
  yes: true,
  no: false,
  nul: null,
  word: "apple",
  text: "Hello, wide World",
  empty: "",
  path: "/etc/redis/redis.conf",
  nums: [3, 1, 2],
  words: ["b", "A", "a"],
  mixed: [1, "a", 2.5, null, true],
  none_in: [null, "x"],
  dict: { b: 2, a: 1, name: "d" },
  nested: { a: { x: { y: 5 }, b: [1, 2] }, items: 3 },
  users: [
    { name: "bob", port: 2, tags: ["t1", "t2"] },
    { name: "Al", port: 1, tags: [] },
  ],
  tpl: "<{{ one }}>",
  tpl_list: "{{ nums }}",
  tpl_bad: "{{ nope }}",
  tpl_quote: "{{ 'a\\b' ~ \"c\" }}",
  listish: "{{ '[1, ' ~ one ~ ']' }}",
  truish: "{{ 'Tr' }}{{ 'ue' }}",
  tpl_deep: { a: "{{ one }}", l: ["{{ word }}", { z: "{{ two_faced }}" }], "{{ key }}": 1 },
  tpl_lines: "a\n{{ one }}\n\n",
  tpl_macro: "{% macro q(x) %}[{{ x }}, 2]{% endmacro %}{{ q(one) }}",
  tpl_block: "{% set b %}[{{ one }}]{% endset %}{{ b }}",
  tpl_text: "{{ '[1]' | string }}",
  tpl_json: "{{ {'k': [1, none, true]} | to_json }}",
  tpl_chain: "{{ tpl_text }}",
  tpl_pair: "{{ tpl_list }}{{ tpl }}",
  tpl_dict: "{'a': {{ one }}, 'b': [true, null, \"x\"]}",
  tpl_float: "{{ half }}",
  tpl_null: "{{ nul }}",
  tpl_blank: " {{ no }}",
  tpl_error: "{{ 1 / 0 }}",
  two_faced: "{% if yes %}{{ no }}{% endif %}",
  unsafe: { __unsafe__: "{{ one }}" },
};
const FILES = {
  "part.j2": "part {{ one }} {{ here | default('-') }}\n",
  "macros.j2":
    "{% macro pair(k, v='d') %}{{ k }}={{ v }}{% endmacro %}\n{% set exported = 7 %}{% macro lst(x) %}[{{ x }}]{% endmacro %}",
};
const DATA = ["a", " b ", "\n", "\n\n", "  ", "# x\n", "port 1\n", "{ }", "%", "\t", "é", "x\r\n"];

/** A random template over a fixed set of variables, from a seed. */
export function randomTemplate(seed: number): OracleCase {
  const random = new RandomSource(seed);
  const writer = new TemplateWriter(random);
  const header = random.chance(0.03)
    ? random.pick([
        "#jinja2: lstrip_blocks: True\n",
        "#jinja2:trim_blocks:False\n",
        "#jinja2: variable_start_string:'[[', variable_end_string:']]'\n",
      ])
    : "";
  const ending = random.pick(["", "\n", "\n", "\n\n"]);
  return { template: header + writer.body(0, 1 + random.below(4)) + ending, vars: VARIABLES, files: FILES };
}

class TemplateWriter {
  readonly #random: RandomSource;
  #names = 0;

  constructor(random: RandomSource) {
    this.#random = random;
  }

  body(depth: number, size = 1 + this.#random.below(3)): string {
    return Array.from({ length: size }, () => this.#piece(depth)).join("");
  }

  #piece(depth: number): string {
    const random = this.#random;
    if (random.chance(0.3)) return random.pick(DATA);
    if (depth > 2 || random.chance(0.45)) return this.#output();
    return random.pick([
      () => this.#if(depth),
      () => this.#for(depth),
      () => this.#set(depth),
      () => this.#macro(depth),
      () => this.#with(depth),
      () => this.#filterBlock(depth),
      () => this.#include(),
      () => this.#comment(),
      () => this.#raw(),
      () => this.#callBlock(depth),
    ])();
  }

  #expression(): string {
    return randomExpression(this.#random, 1);
  }

  #tag(text: string): string {
    const sign = () => (this.#random.chance(0.12) ? this.#random.pick(["-", "+"]) : "");
    return `{%${sign()} ${text} ${sign()}%}`;
  }

  #output(): string {
    const minus = () => (this.#random.chance(0.1) ? "-" : "");
    return `{{${minus()} ${this.#expression()} ${minus()}}}`;
  }

  #if(depth: number): string {
    const elif = this.#random.chance(0.3) ? this.#tag(`elif ${this.#expression()}`) + this.body(depth + 1) : "";
    const otherwise = this.#random.chance(0.5) ? this.#tag("else") + this.body(depth + 1) : "";
    return this.#tag(`if ${this.#expression()}`) + this.body(depth + 1) + elif + otherwise + this.#tag("endif");
  }

  #for(depth: number): string {
    const random = this.#random;
    const target = random.pick(["x", "x", "x", "k, v", "one"]);
    const items =
      target === "k, v"
        ? random.pick(["dict.items()", "dict | items", "dict | dictsort", "[[1, 2]]", this.#expression()])
        : random.pick(["nums", "words", "users", "text", "dict", "range(3)", "mixed", "tpl_list", this.#expression()]);
    const test = random.chance(0.2)
      ? ` if ${random.pick(["x", "x is defined", "x != 1", "loop is defined", this.#expression()])}`
      : "";
    const inside = random.pick([
      "{{ x }}",
      "{{ loop.index }}",
      "{{ loop.last }}{{ loop.revindex0 }}",
      "{{ k }}={{ v }}",
      "{{ x.name }}",
      "{{ loop.previtem | default('-') }}",
      "{{ loop.cycle('o', 'e') }}",
      "{{ loop.changed(x) }}",
      "{{ one }}",
      "{% set one = one + 1 %}{{ one }}",
      "{% include 'part.j2' %}",
    ]);
    const otherwise = random.chance(0.2) ? this.#tag("else") + this.body(depth + 1) : "";
    return (
      this.#tag(`for ${target} in ${items}${test}`) +
      inside +
      (random.chance(0.5) ? this.body(depth + 1) : "") +
      otherwise +
      this.#tag("endfor")
    );
  }

  #set(depth: number): string {
    const name = this.#random.pick(["here", "fresh", "_hidden", "one", "l_x", "a, b"]);
    const shown = name === "a, b" ? "{{ a }}" : `{{ ${name} }}`;
    if (this.#random.chance(0.25) && name !== "a, b") {
      return (
        this.#tag(`set ${name}${this.#random.chance(0.3) ? " | upper" : ""}`) +
        this.body(depth + 1) +
        this.#tag("endset") +
        shown
      );
    }
    if (this.#random.chance(0.2))
      return `{% set ns = namespace(n=0) %}{% for x in nums %}{% set ns.n = ns.n + x %}{% endfor %}{{ ns.n }}`;
    return this.#tag(`set ${name} = ${this.#expression()}`) + (this.#random.chance(0.7) ? shown : "");
  }

  #macro(depth: number): string {
    this.#names += 1;
    const name = `m${this.#names}`;
    const signature = this.#random.pick(["a", "a, b='dd'", "a, b=one", "a=nope", ""]);
    const shown = this.#random.pick([
      "{{ a }}",
      "{{ a }}{{ b }}",
      "{{ varargs }}",
      "{{ kwargs }}",
      "{{ caller is defined }}",
      "x",
    ]);
    const call = this.#random.pick([
      `${name}(1)`,
      `${name}(1, 2)`,
      `${name}(b=3, a=4)`,
      `${name}()`,
      `${name}(1, 2, 3)`,
      `${name}(1, z=5)`,
      `${name}(${this.#expression()})`,
    ]);
    return (
      this.#tag(`macro ${name}(${signature})`) +
      shown +
      (this.#random.chance(0.4) ? this.body(depth + 1) : "") +
      this.#tag("endmacro") +
      `{{ ${call} }}`
    );
  }

  #callBlock(depth: number): string {
    this.#names += 1;
    const name = `w${this.#names}`;
    return (
      `{% macro ${name}(t='<') %}{{ t }}{{ caller(${this.#random.pick(["", "", "1"])}) }}>{% endmacro %}` +
      this.#tag(`call${this.#random.pick(["", "", "(q)"])} ${name}()`) +
      this.body(depth + 1) +
      this.#tag("endcall")
    );
  }

  #with(depth: number): string {
    return (
      this.#tag(`with w = ${this.#expression()}${this.#random.chance(0.3) ? ", one = 9" : ""}`) +
      "{{ w }}{{ one }}" +
      this.body(depth + 1) +
      this.#tag("endwith")
    );
  }

  #filterBlock(depth: number): string {
    return (
      this.#tag(
        `filter ${this.#random.pick(["upper", "replace('a', 'b')", "indent(2)", "trim", "length", "trim | upper", "list"])}`,
      ) +
      this.body(depth + 1) +
      this.#tag("endfilter")
    );
  }

  #include(): string {
    return this.#random.pick([
      "{% include 'part.j2' %}",
      "{% include 'part.j2' without context %}",
      "{% include 'gone.j2' ignore missing %}",
      "{% include ['gone.j2', 'part.j2'] %}",
      "{% include 'gone.j2' %}",
      "{% from 'macros.j2' import pair %}{{ pair('k', 1) }}",
      "{% import 'macros.j2' as m %}{{ m.pair('k') }}{{ m.exported }}",
      "{% from 'macros.j2' import exported as ex, gone %}{{ ex }}",
      "{% from 'macros.j2' import lst %}{{ lst(1) is string }}{{ lst(2)[0] }}",
      "{{ tpl }}{% from 'macros.j2' import lst %}{{ lst(1) is string }}{{ lst(2)[0] }}",
      "{% import 'macros.j2' as m with context %}{{ m.lst(one) }}{{ m.exported }}",
      "{% set inside = 1 %}{% include 'part.j2' with context %}",
    ]);
  }

  #comment(): string {
    return this.#random.pick(["{# c #}", "{#- c -#}", "{# {{ x }} #}", "{# c\n#}\n"]);
  }

  #raw(): string {
    return this.#random.pick([
      "{% raw %}{{ x }}{% endraw %}",
      "{% if no %}{{ tpl_error }}{% endif %}",
      "{% for x in [] %}{{ tpl_error }}{% endfor %}",
      "{% macro unused() %}{{ tpl_error }}{% endmacro %}",
      "{% if no %}{% set later = 1 %}{% endif %}{{ later | default('unset') }}",
      "{% if yes %}{% set one = 5 %}{% endif %}{{ one }}{% set one = 6 %}{{ one }}",
      "{% for x in nums %}{% if loop.first %}{% set word = x %}{% endif %}{{ word }}{% endfor %}{{ word }}",
      "{% macro late() %}{{ soon }}{% endmacro %}{% set soon = 3 %}{{ late() }}",
      "{{ nums.append(9) }}{{ nums }}{% for x in words %}{{ mixed.pop() }}{% endfor %}{{ mixed }}",
      "{% raw -%} {{ x }} {%- endraw %}",
      "{% raw %}\n{% if %}\n{% endraw %}\n",
      `{{ ${this.#random.pick(NAMES)} }}`,
    ]);
  }
}
