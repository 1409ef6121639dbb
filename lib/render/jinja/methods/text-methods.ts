import { TemplateFailure } from "#lib/render/jinja/render-error.ts";
import { PYTHON_SPACE } from "#lib/render/jinja/syntax/python-space.ts";
import { expectIndex, expectText } from "#lib/render/jinja/values/expect.ts";
import { formatText } from "#lib/render/jinja/values/format-text.ts";
import { charCount, iterate } from "#lib/render/jinja/values/iterate.ts";
import type { Budget } from "#lib/render/jinja/values/limits.ts";
import { type Parameters, REQUIRED } from "#lib/render/jinja/values/parameters.ts";
import { Tuple } from "#lib/render/jinja/values/tuple.ts";
import type { Value } from "#lib/render/jinja/values/value.ts";
import { type Method, positionalMethod } from "./method.ts";

const PART = { part: REQUIRED, start: null, end: null } satisfies Parameters;
const PADDING = { width: REQUIRED, fill: " " } satisfies Parameters;

export const TEXT_METHODS: ReadonlyMap<string, Method<string>> = new Map<string, Method<string>>([
  ["strip", positionalMethod({ chars: null }, (self, { chars }) => strip(self, chars, "both"))],
  ["lstrip", positionalMethod({ chars: null }, (self, { chars }) => strip(self, chars, "start"))],
  ["rstrip", positionalMethod({ chars: null }, (self, { chars }) => strip(self, chars, "end"))],
  [
    "replace",
    positionalMethod({ old: REQUIRED, new: REQUIRED, count: -1n }, (self, { old, new: fresh, count }, budget) =>
      replaceText(self, expectText(old), expectText(fresh), expectIndex(count), budget),
    ),
  ],
  ["format", (self, args, budget) => formatText(self, args, budget)],
  ["join", positionalMethod({ items: REQUIRED }, (self, { items }, budget) => join(self, items, budget))],
  [
    "startswith",
    positionalMethod(PART, (self, { part, start, end }) =>
      anyOf(part, (text) => cut(self, start, end).text.startsWith(text)),
    ),
  ],
  [
    "endswith",
    positionalMethod(PART, (self, { part, start, end }) =>
      anyOf(part, (text) => cut(self, start, end).text.endsWith(text)),
    ),
  ],
  ["find", positionalMethod(PART, (self, { part, start, end }) => BigInt(find(self, part, start, end, "indexOf")))],
  [
    "rfind",
    positionalMethod(PART, (self, { part, start, end }) => BigInt(find(self, part, start, end, "lastIndexOf"))),
  ],
  ["index", positionalMethod(PART, (self, { part, start, end }) => found(find(self, part, start, end, "indexOf")))],
  [
    "rindex",
    positionalMethod(PART, (self, { part, start, end }) => found(find(self, part, start, end, "lastIndexOf"))),
  ],
  [
    "count",
    positionalMethod(PART, (self, { part, start, end }) => count(cut(self, start, end).text, expectText(part))),
  ],
  [
    "center",
    positionalMethod(PADDING, (self, { width, fill }, budget) => center(self, expectIndex(width), fill, budget)),
  ],
  [
    "ljust",
    positionalMethod(
      PADDING,
      (self, { width, fill }, budget) => self + padding(self, expectIndex(width), fill, budget),
    ),
  ],
  [
    "rjust",
    positionalMethod(
      PADDING,
      (self, { width, fill }, budget) => padding(self, expectIndex(width), fill, budget) + self,
    ),
  ],
  [
    "zfill",
    positionalMethod({ width: REQUIRED }, (self, { width }, budget) => zeroFill(self, expectIndex(width), budget)),
  ],
  [
    "removeprefix",
    positionalMethod({ prefix: REQUIRED }, (self, { prefix }) => removePrefix(self, expectText(prefix))),
  ],
  [
    "removesuffix",
    positionalMethod({ suffix: REQUIRED }, (self, { suffix }) => removeSuffix(self, expectText(suffix))),
  ],
]);

export function strip(text: string, chars: Value, side: "both" | "start" | "end"): string {
  const set = chars === null ? undefined : new Set(expectText(chars));
  const isStripped = (char: string) => (set === undefined ? SPACE.test(char) : set.has(char));
  const letters = Array.from(text);
  let start = 0;
  let end = letters.length;
  if (side !== "end") while (start < end && isStripped(letters[start] ?? "")) start += 1;
  if (side !== "start") while (end > start && isStripped(letters[end - 1] ?? "")) end -= 1;
  return letters.slice(start, end).join("");
}

const SPACE = new RegExp(`^[${PYTHON_SPACE}]$`, "u");

/** A negative count replaces all. */
export function replaceText(text: string, old: string, fresh: string, count: number, budget: Budget): string {
  const parts = old === "" ? ["", ...Array.from(text), ""] : text.split(old);
  const times = count < 0 ? parts.length - 1 : Math.min(count, parts.length - 1);
  budget.allow(text.length + times * fresh.length);
  let out = parts[0] ?? "";
  parts.slice(1).forEach((part, index) => {
    out += (index < times ? fresh : old) + part;
  });
  return out;
}

function join(separator: string, items: Value, budget: Budget): string {
  const parts = [...iterate(items)].map(expectText);
  budget.allow(parts.reduce((sum, part) => sum + part.length + separator.length, 0));
  return parts.join(separator);
}

function cut(text: string, start: Value, end: Value): { text: string; offset: number } {
  const chars = Array.from(text);
  const at = (value: Value, fallback: number) => {
    if (value === null) return fallback;
    const index = expectIndex(value);
    return index < 0 ? Math.max(0, index + chars.length) : index;
  };
  const offset = at(start, 0);
  // A start beyond the end matches nothing, not even the empty text.
  return { text: offset > chars.length ? "\0none" : chars.slice(offset, at(end, chars.length)).join(""), offset };
}

function anyOf(part: Value, test: (text: string) => boolean): boolean {
  if (part instanceof Tuple) return part.items.some((item) => test(expectText(item)));
  return test(expectText(part));
}

function find(text: string, part: Value, start: Value, end: Value, search: "indexOf" | "lastIndexOf"): number {
  const within = cut(text, start, end);
  const at = within.text[search](expectText(part));
  return at < 0 ? -1 : charCount(within.text.slice(0, at)) + within.offset;
}

function found(index: number): bigint {
  if (index < 0) throw new TemplateFailure("The text does not hold this part.");
  return BigInt(index);
}

function count(text: string, part: string): bigint {
  return BigInt(part === "" ? charCount(text) + 1 : text.split(part).length - 1);
}

function padding(text: string, width: number, fill: Value, budget: Budget): string {
  const char = expectText(fill);
  if (charCount(char) !== 1) throw new TemplateFailure("Text is filled with one character.");
  const missing = Math.max(0, width - charCount(text));
  budget.allow(missing);
  return char.repeat(missing);
}

/** With an odd rest, the side that Python chooses depends on the width. */
export function center(text: string, width: number, fill: Value, budget: Budget): string {
  const all = padding(text, width, fill, budget);
  const letters = Array.from(all);
  const missing = letters.length;
  const left = Math.floor(missing / 2) + (missing % 2 === 1 && width % 2 === 1 ? 1 : 0);
  return letters.slice(0, left).join("") + text + letters.slice(left).join("");
}

function zeroFill(text: string, width: number, budget: Budget): string {
  const zeros = padding(text, width, "0", budget);
  return /^[+-]/.test(text) ? text.charAt(0) + zeros + text.slice(1) : zeros + text;
}

function removePrefix(text: string, prefix: string): string {
  return text.startsWith(prefix) ? text.slice(prefix.length) : text;
}

function removeSuffix(text: string, suffix: string): string {
  return suffix !== "" && text.endsWith(suffix) ? text.slice(0, -suffix.length) : text;
}
