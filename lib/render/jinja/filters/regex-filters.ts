import { groupOf, PythonPattern } from "#lib/render/jinja/regex/python-pattern.ts";
import { Refusal, TemplateFailure } from "#lib/render/jinja/render-error.ts";
import type { Dict } from "#lib/render/jinja/values/dict.ts";
import { expectText } from "#lib/render/jinja/values/expect.ts";
import type { Budget } from "#lib/render/jinja/values/limits.ts";
import { NAMED_REST, REQUIRED, REST } from "#lib/render/jinja/values/parameters.ts";
import { str } from "#lib/render/jinja/values/repr.ts";
import { truth } from "#lib/render/jinja/values/truth.ts";
import { Tuple } from "#lib/render/jinja/values/tuple.ts";
import type { Value } from "#lib/render/jinja/values/value.ts";
import { type HelperTable, helper } from "./helper.ts";

export const REGEX_FILTERS: HelperTable = new Map([
  [
    "regex_replace",
    helper({ value: "", pattern: "", replacement: "", ignorecase: false, multiline: false }, (bound, { budget }) =>
      replace(str(bound.value), compile(bound.pattern, bound), expectText(bound.replacement), budget),
    ),
  ],
  [
    "regex_search",
    helper(
      { value: REQUIRED, regex: REQUIRED, groups: REST, options: NAMED_REST },
      ({ value, regex, groups, options }) => search(str(value), compile(regex, flagsOf(options)), groups),
    ),
  ],
  [
    "regex_findall",
    helper({ value: REQUIRED, regex: REQUIRED, multiline: false, ignorecase: false }, (bound) =>
      findAll(str(bound.value), compile(bound.regex, bound)),
    ),
  ],
  [
    "regex_escape",
    helper({ string: REQUIRED, re_type: "python" }, ({ string, re_type }) =>
      escapePattern(str(string), expectText(re_type)),
    ),
  ],
]);

export function compile(
  pattern: Value,
  flags: { readonly ignorecase: Value; readonly multiline: Value },
): PythonPattern {
  return new PythonPattern(expectText(pattern), {
    ignoreCase: truth(flags.ignorecase),
    multiline: truth(flags.multiline),
  });
}

function flagsOf(options: Dict): { ignorecase: Value; multiline: Value } {
  return { ignorecase: options.get("ignorecase") ?? false, multiline: options.get("multiline") ?? false };
}

function replace(text: string, pattern: PythonPattern, replacement: string, budget: Budget): string {
  const parts = parseReplacement(replacement);
  let out = "";
  let position = 0;
  for (const match of pattern.matches(text)) {
    budget.step();
    out += text.slice(position, match.index);
    for (const part of parts) out += typeof part === "string" ? part : groupOf(match, part.group);
    position = match.index + match[0].length;
    budget.allow(out.length);
  }
  return out + text.slice(position);
}

const REPLACEMENT_ESCAPES: ReadonlyMap<string, string> = new Map([
  ["n", "\n"],
  ["r", "\r"],
  ["t", "\t"],
  ["a", "\x07"],
  ["b", "\b"],
  ["f", "\f"],
  ["v", "\v"],
  ["\\", "\\"],
]);

/** Text and groups in turn: \1, \g<1>, \g<name>, and the escapes that Python knows here. */
function parseReplacement(replacement: string): (string | { group: string })[] {
  const parts: (string | { group: string })[] = [];
  const tokens = /\\g<(\w+)>|\\([1-9]\d?)|\\([\s\S]?)|[^\\]+/g;
  for (const [whole, named, numbered, escaped] of replacement.matchAll(tokens)) {
    const group = named ?? numbered;
    if (group !== undefined) parts.push({ group });
    else parts.push(escaped === undefined ? whole : replacementEscape(escaped));
  }
  return parts;
}

function replacementEscape(char: string): string {
  const known = REPLACEMENT_ESCAPES.get(char);
  if (known !== undefined) return known;
  if (/[0-9g]/.test(char)) throw new Refusal("A replacement has an unusual reference.");
  if (char === "" || /[A-Za-z]/.test(char)) throw new TemplateFailure("A replacement has an unknown escape.");
  return `\\${char}`;
}

function search(text: string, pattern: PythonPattern, groups: Tuple): Value {
  const names = groups.items.map((item) => groupName(expectText(item)));
  const match = pattern.search(text);
  if (match === undefined) return null;
  if (names.length === 0) return match[0];
  return names.map((name) => {
    groupOf(match, name);
    const found = /^\d+$/.test(name) ? match[Number(name)] : match.groups?.[name];
    return found ?? null;
  });
}

function groupName(argument: string): string {
  const match = /^\\g<(\S+)>/.exec(argument) ?? /^\\(\d+)/.exec(argument);
  if (match?.[1] === undefined) throw new TemplateFailure("regex_search is asked for a group in an unknown way.");
  return match[1];
}

/** Whole matches, or the group, or tuples of groups. */
function findAll(text: string, pattern: PythonPattern): Value[] {
  return [...pattern.matches(text)].map((match): Value => {
    const [whole, first, ...rest] = match;
    if (match.length === 1) return whole;
    return match.length === 2 ? (first ?? "") : new Tuple([first ?? "", ...rest.map((group) => group ?? "")]);
  });
}

const SPECIAL = /[\t\n\v\f\r #$&()*+\-.?[\\\]^{|}~]/g;

function escapePattern(text: string, type: string): string {
  if (type === "python") return text.replace(SPECIAL, (char) => `\\${char}`);
  if (type === "posix_basic") return text.replace(/[\].[^$*\\]/g, (char) => `\\${char}`);
  throw new TemplateFailure("regex_escape does not know this kind of pattern.");
}
