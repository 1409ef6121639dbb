import { type HelperTable, helper } from "#lib/render/jinja/filters/helper.ts";
import { compile } from "#lib/render/jinja/filters/regex-filters.ts";
import type { PythonPattern } from "#lib/render/jinja/regex/python-pattern.ts";
import { Refusal, TemplateFailure } from "#lib/render/jinja/render-error.ts";
import { equal } from "#lib/render/jinja/values/compare.ts";
import { contains } from "#lib/render/jinja/values/contains.ts";
import { Dict } from "#lib/render/jinja/values/dict.ts";
import { expectText } from "#lib/render/jinja/values/expect.ts";
import { hashKey } from "#lib/render/jinja/values/hash-key.ts";
import { iterate } from "#lib/render/jinja/values/iterate.ts";
import { unmarked } from "#lib/render/jinja/values/marked-text.ts";
import { isInteger } from "#lib/render/jinja/values/number.ts";
import { orElse } from "#lib/render/jinja/values/or-else.ts";
import { type Parameters, REQUIRED } from "#lib/render/jinja/values/parameters.ts";
import { str } from "#lib/render/jinja/values/repr.ts";
import { truth } from "#lib/render/jinja/values/truth.ts";
import { Undefined } from "#lib/render/jinja/values/undefined.ts";
import type { Value } from "#lib/render/jinja/values/value.ts";
import { compareVersions } from "./compare-versions.ts";

const REGEX = { value: "", pattern: "", ignorecase: false, multiline: false } satisfies Parameters;

const failed = flag("failed");
const unreachable = flag("unreachable");
const skipped = flag("skipped");
const search = regexTest((pattern, text) => pattern.search(text) !== undefined);
const version = helper(
  { value: REQUIRED, version: REQUIRED, operator: "eq", strict: null, version_type: null },
  compareVersions,
);
const subset = helper({ a: REQUIRED, b: REQUIRED }, ({ a, b }) => isSubset(a, b));
const superset = helper({ a: REQUIRED, b: REQUIRED }, ({ a, b }) => isSubset(b, a));
const notANumber = helper({ x: REQUIRED }, ({ x }) => {
  if (x instanceof Undefined) return x.fail();
  return typeof x === "number" && Number.isNaN(x);
});

/** The tests that ansible-core adds. */
export const ANSIBLE_TESTS: HelperTable = new Map([
  ["failed", failed],
  ["failure", failed],
  ["succeeded", opposite("failed")],
  ["success", opposite("failed")],
  ["successful", opposite("failed")],
  ["unreachable", unreachable],
  ["reachable", opposite("unreachable")],
  ["skipped", skipped],
  ["skip", skipped],
  ["match", regexTest((pattern, text) => pattern.match(text) !== undefined)],
  ["search", search],
  [
    "regex",
    helper({ ...REGEX, match_type: "search" }, (bound) => {
      if (expectText(bound.match_type) !== "search") throw new Refusal("A regex test chooses how it matches.");
      return compile(bound.pattern, bound).search(str(bound.value)) !== undefined;
    }),
  ],
  ["version", version],
  ["version_compare", version],
  ["any", helper({ iterable: REQUIRED }, ({ iterable }) => [...iterate(iterable)].some(truth))],
  ["all", helper({ iterable: REQUIRED }, ({ iterable }) => [...iterate(iterable)].every(truth))],
  [
    "truthy",
    helper({ value: REQUIRED, convert_bool: false }, ({ value, convert_bool }) => truthy(value, truth(convert_bool))),
  ],
  [
    "falsy",
    helper({ value: REQUIRED, convert_bool: false }, ({ value, convert_bool }) => !truthy(value, truth(convert_bool))),
  ],
  ["contains", helper({ seq: REQUIRED, value: REQUIRED }, ({ seq, value }) => contains(seq, value))],
  ["subset", subset],
  ["issubset", subset],
  ["superset", superset],
  ["issuperset", superset],
  ["nan", notANumber],
  ["isnan", notANumber],
  ["abs", helper({ path: REQUIRED }, ({ path }) => expectText(path).startsWith("/"))],
  ["is_abs", helper({ path: REQUIRED }, ({ path }) => expectText(path).startsWith("/"))],
]);

function resultOf(result: Value, name: string): Value {
  if (!(result instanceof Dict)) throw new TemplateFailure(`The test ${name} needs the result of a task.`);
  return orElse(result.get(name), false);
}

function flag(name: string) {
  return helper({ result: REQUIRED }, ({ result }) => resultOf(result, name));
}

function opposite(name: string) {
  return helper({ result: REQUIRED }, ({ result }) => !truth(resultOf(result, name)));
}

function regexTest(matches: (pattern: PythonPattern, text: string) => boolean) {
  return helper(REGEX, (bound) => {
    const text = str(bound.value);
    return matches(compile(bound.pattern, bound), text);
  });
}

function isSubset(part: Value, whole: Value): boolean {
  const inner = [...iterate(part)].map(hashKey);
  const outer = new Set([...iterate(whole)].map(hashKey));
  return inner.every((key) => outer.has(key));
}

const TRUE_WORDS: readonly Value[] = ["y", "yes", "on", "1", "true", "t", 1n];
const FALSE_WORDS: readonly Value[] = ["n", "no", "off", "0", "false", "f", 0n];

function truthy(value: Value, convert: boolean): boolean {
  if (!convert || typeof value === "boolean") return truth(value);
  const plain = unmarked(value);
  if (typeof plain !== "string" && !isInteger(plain) && typeof plain !== "number")
    throw new Refusal("A value of this type is converted to a bool.");
  const word = typeof plain === "string" ? plain.toLowerCase().trim() : plain;
  if (TRUE_WORDS.some((known) => equal(word, known))) return true;
  return FALSE_WORDS.some((known) => equal(word, known)) ? false : truth(value);
}
