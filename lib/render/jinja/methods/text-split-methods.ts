import { TemplateFailure } from "#lib/render/jinja/render-error.ts";
import { PYTHON_SPACE } from "#lib/render/jinja/syntax/python-space.ts";
import { expectIndex, expectText } from "#lib/render/jinja/values/expect.ts";
import { type Parameters, REQUIRED } from "#lib/render/jinja/values/parameters.ts";
import { truth } from "#lib/render/jinja/values/truth.ts";
import { Tuple } from "#lib/render/jinja/values/tuple.ts";
import type { Value } from "#lib/render/jinja/values/value.ts";
import { type Method, method, positionalMethod } from "./method.ts";

const SPLIT = { sep: null, maxsplit: -1n } satisfies Parameters;

export const TEXT_SPLIT_METHODS: ReadonlyMap<string, Method<string>> = new Map<string, Method<string>>([
  ["split", method(SPLIT, (self, { sep, maxsplit }) => splitText(self, sep, expectIndex(maxsplit)))],
  ["rsplit", method(SPLIT, (self, { sep, maxsplit }) => splitFromEnd(self, sep, expectIndex(maxsplit)))],
  ["splitlines", method({ keepends: false }, (self, { keepends }) => splitLines(self, truth(keepends)))],
  ["partition", positionalMethod({ sep: REQUIRED }, (self, { sep }) => partition(self, expectText(sep)))],
  ["rpartition", positionalMethod({ sep: REQUIRED }, (self, { sep }) => partitionFromEnd(self, expectText(sep)))],
  [
    "expandtabs",
    method({ tabsize: 8n }, (self, { tabsize }, budget) => {
      const size = Math.max(0, expectIndex(tabsize));
      budget.allow(self.length * size);
      return expandTabs(self, size);
    }),
  ],
]);

/** Without a separator, at runs of white space. A negative limit is none. */
export function splitText(text: string, separator: Value, limit: number): string[] {
  if (separator === null) return splitWords(text, limit);
  const parts = text.split(expectSeparator(separator));
  if (limit < 0 || parts.length <= limit + 1) return parts;
  return [...parts.slice(0, limit), parts.slice(limit).join(expectText(separator))];
}

function splitFromEnd(text: string, separator: Value, limit: number): string[] {
  if (separator === null) return splitWords(reversed(text), limit).map(reversed).reverse();
  const parts = text.split(expectSeparator(separator));
  if (limit < 0 || parts.length <= limit + 1) return parts;
  const kept = parts.length - limit;
  return [parts.slice(0, kept).join(expectText(separator)), ...parts.slice(kept)];
}

function expectSeparator(separator: Value): string {
  const text = expectText(separator);
  if (text === "") throw new TemplateFailure("Text is split at an empty separator.");
  return text;
}

const WORD = new RegExp(`[^${PYTHON_SPACE}]+`, "gu");

function splitWords(text: string, limit: number): string[] {
  const words: string[] = [];
  for (const match of text.matchAll(WORD)) {
    if (limit >= 0 && words.length === limit) return [...words, text.slice(match.index)];
    words.push(match[0]);
  }
  return words;
}

function reversed(text: string): string {
  return Array.from(text).reverse().join("");
}

const LINE_ENDS = "\\n\\r\\v\\f\\x1c-\\x1e\\x85\\u2028\\u2029";
const LINE = new RegExp(`[^${LINE_ENDS}]*(?:\\r\\n|[${LINE_ENDS}]|$)`, "g");
const LINE_END = new RegExp(`(?:\\r\\n|[${LINE_ENDS}])$`);

export function splitLines(text: string, keepEnds = false): string[] {
  const lines = Array.from(text.matchAll(LINE), ([line]) => line).filter((line) => line !== "");
  return keepEnds ? lines : lines.map((line) => line.replace(LINE_END, ""));
}

function partition(text: string, separator: string): Tuple {
  const at = text.indexOf(expectSeparator(separator));
  return new Tuple(at < 0 ? [text, "", ""] : [text.slice(0, at), separator, text.slice(at + separator.length)]);
}

function partitionFromEnd(text: string, separator: string): Tuple {
  const at = text.lastIndexOf(expectSeparator(separator));
  return new Tuple(at < 0 ? ["", "", text] : [text.slice(0, at), separator, text.slice(at + separator.length)]);
}

function expandTabs(text: string, size: number): string {
  let column = 0;
  let out = "";
  for (const char of text) {
    const piece = char === "\t" ? " ".repeat(size === 0 ? 0 : size - (column % size)) : char;
    column = char === "\n" || char === "\r" ? 0 : column + piece.length;
    out += piece;
  }
  return out;
}
