import { RandomSource } from "./random-source.ts";
import type { OracleCase } from "./random-template.ts";

/** Text that YAML or Python might take for something else, or must fold, quote or escape. */
const TEXTS = [
  ..."abc yes No null ~ 1 1.5 0x1f 010 1:30 2001-01-01 = << on x:y a#b #c -a - ? ?a : :a a: [a a] {b b} a,b 'q'".split(
    " ",
  ),
  ...'it\'s "q" %p @x `b &a *a !t | > --- ... y n N -.inf .nan +1 1_000 0b11 1e3 1.0e+3 .5 é ключ ✓ 😀 C:\\x $6$s$h'.split(
    " ",
  ),
  ...["", "x: y", "a #b", "- a", "--- a", "> a", " lead", "trail ", "two  spaces", "tab\there", "multi\nline", "end\n"],
  ...[
    "multi\n line",
    "\nstart",
    "a \nb",
    "a\n\n\nb",
    "\u00a0x",
    "\u0007",
    "\u001b[0m",
    "a\r\nb",
    "10.0.0.1:6379",
    "a b c",
  ],
  ...["long ".repeat(20), "unbroken".repeat(12), "k".repeat(128), "k".repeat(129), "é".repeat(64), "é".repeat(65)],
  "some words, it's said: so long that they must be folded, since they go  beyond what eighty columns hold",
  "\tsome words, that need escapes and so long that they must be folded, since they go  beyond eighty columns",
];
const NUMBERS = [0, 1, -5, 1e9, true, false, null, { __float__: "1.5" }, { __float__: "1e16" }, { __float__: "1e-07" }];
const BIG = [{ __float__: "inf" }, { __float__: "nan" }, { __int__: "123456789012345678901" }];

const YAML_FILTERS = [
  "to_yaml",
  "to_nice_yaml",
  "to_nice_yaml(2)",
  "to_yaml(indent=4)",
  "to_yaml(width=20)",
  "to_nice_yaml(width=1337)",
  "to_yaml(default_flow_style=true)",
  "to_nice_yaml(sort_keys=false)",
  "to_yaml(explicit_start=true, explicit_end=true)",
  "to_nice_yaml(indent=8, width=30)",
];

function randomValue(source: RandomSource, depth: number): unknown {
  if (depth === 0 || source.chance(0.45)) {
    if (source.chance(0.25)) return source.pick([...NUMBERS, ...BIG]);
    // Braces are templates to Ansible wherever they are not marked.
    return { __unsafe__: source.pick(TEXTS) };
  }
  const size = source.below(5);
  if (source.chance(0.6)) return Array.from({ length: size }, () => randomValue(source, depth - 1));
  return Object.fromEntries(Array.from({ length: size }, () => [source.pick(TEXTS), randomValue(source, depth - 1)]));
}

/** A value of any shape, written as YAML. */
export function randomYaml(seed: number): OracleCase {
  const source = new RandomSource(seed);
  const value = randomValue(source, source.below(4));
  return { template: `a:\n{{ v | ${source.pick(YAML_FILTERS)} }}\nend\n`, vars: { v: value } };
}

const FIELDS =
  "{} {0} {1} {a} {b} {!r} {!s:>8} {:>10} {:<6}| {:^7} {:*^9} {:05d} {:5} {:+d} {:x} {:#x} {:X} {:o} {:b} {:,} {:.2f} {:8.3f} {:.3} {:s} {:d} {:=6} {:0>6} {{ }} {{}} x { } {a.b} {:{}} {:%} {:08.2f} {:,.1f} {:q} {zz} {5} {:05} {!x} {:F} {:#o} {:+.1f} {:-5} {:é^7}".split(
    " ",
  );
const VALUES = "1 'ab' 2.5 none true [1] {'k':1} -7 'é✓' 12345678 0 1e20 nope -0.0 1234567.891 (1,2)".split(" ");

/** Python's `text.format(…)` with fields and values of every kind. */
export function randomFormat(seed: number): OracleCase {
  const source = new RandomSource(seed);
  const text = Array.from({ length: 1 + source.below(3) }, () => source.pick(FIELDS)).join("");
  const values = Array.from({ length: source.below(4) }, () => source.pick(VALUES));
  const named = ["a", "b"].filter(() => source.chance(0.4)).map((name) => `${name}=${source.pick(VALUES)}`);
  return { template: `[{{ form.format(${[...values, ...named].join(", ")}) }}]`, vars: { form: { __unsafe__: text } } };
}
