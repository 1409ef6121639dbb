import type { Environment } from "#lib/render/jinja/evaluate/environment.ts";
import { capitalize } from "#lib/render/jinja/methods/text-case-methods.ts";
import { center, replaceText, strip } from "#lib/render/jinja/methods/text-methods.ts";
import { splitLines, splitText } from "#lib/render/jinja/methods/text-split-methods.ts";
import { Refusal, TemplateFailure } from "#lib/render/jinja/render-error.ts";
import { PYTHON_SPACE } from "#lib/render/jinja/syntax/python-space.ts";
import { expectIndex, expectText } from "#lib/render/jinja/values/expect.ts";
import { formatPercent } from "#lib/render/jinja/values/format-percent.ts";
import { charCount, length as sizeOf } from "#lib/render/jinja/values/iterate.ts";
import { unmarked } from "#lib/render/jinja/values/marked-text.ts";
import { NAMED_REST, REQUIRED, REST } from "#lib/render/jinja/values/parameters.ts";
import { str } from "#lib/render/jinja/values/repr.ts";
import { truth } from "#lib/render/jinja/values/truth.ts";
import type { Value } from "#lib/render/jinja/values/value.ts";
import { commentText } from "./comment-text.ts";
import { type HelperTable, helper } from "./helper.ts";

/** Filters that change text. */
export const TEXT_FILTERS: HelperTable = new Map([
  ["upper", helper({ s: REQUIRED }, ({ s }) => str(s).toUpperCase())],
  ["lower", helper({ s: REQUIRED }, ({ s }) => str(s).toLowerCase())],
  ["capitalize", helper({ s: REQUIRED }, ({ s }) => capitalize(str(s)))],
  ["title", helper({ s: REQUIRED }, ({ s }) => titleWords(str(s)))],
  ["trim", helper({ value: REQUIRED, chars: null }, ({ value, chars }) => strip(str(value), chars, "both"))],
  [
    "replace",
    helper({ s: REQUIRED, old: REQUIRED, new: REQUIRED, count: null }, ({ s, old, new: fresh, count }, { budget }) =>
      replaceText(str(s), str(old), str(fresh), count === null ? -1 : expectIndex(count), budget),
    ),
  ],
  [
    "center",
    helper({ value: REQUIRED, width: 80n }, ({ value, width }, { budget }) =>
      center(str(value), expectIndex(width), " ", budget),
    ),
  ],
  ["indent", helper({ s: REQUIRED, width: 4n, first: false, blank: false }, indent)],
  ["truncate", helper({ s: REQUIRED, length: 255n, killwords: false, end: "...", leeway: null }, truncate)],
  [
    "format",
    helper({ value: REQUIRED, args: REST, named: NAMED_REST }, ({ value, args, named }, { budget }) => {
      if (args.items.length > 0 && named.size > 0)
        throw new TemplateFailure("format takes values by place or by name, not both.");
      return formatPercent(str(value), named.size > 0 ? named : args, budget);
    }),
  ],
  ["wordcount", helper({ s: REQUIRED }, ({ s }) => BigInt(str(s).match(/[\p{L}\p{N}_]+/gu)?.length ?? 0))],
  [
    "split",
    helper({ value: REQUIRED, sep: null, maxsplit: -1n }, ({ value, sep, maxsplit }) =>
      splitText(expectText(value), sep, expectIndex(maxsplit)),
    ),
  ],
  ["quote", helper({ a: REQUIRED }, ({ a }) => shellQuoted(a === null ? "" : str(a)))],
  [
    "comment",
    helper({ text: REQUIRED, style: "plain", options: NAMED_REST }, ({ text, style, options }, { budget }) =>
      commentText(expectText(text), expectText(style), options, budget),
    ),
  ],
]);

const WORD_START = new RegExp(`([-${PYTHON_SPACE}({\\[<]+)`, "u");

function titleWords(text: string): string {
  return text
    .split(WORD_START)
    .map((part) => {
      const [first = "", ...rest] = part;
      return first.toUpperCase() + rest.join("").toLowerCase();
    })
    .join("");
}

function indent(
  { s, width, first, blank }: Record<"s" | "width" | "first" | "blank", Value>,
  { budget }: Environment,
): string {
  const text = unmarked(width);
  if (typeof text !== "string") budget.allow(expectIndex(text));
  const indention = typeof text === "string" ? text : " ".repeat(Math.max(0, expectIndex(text)));
  const lines = splitLines(`${expectText(s)}\n`);
  budget.allow(lines.length * indention.length);
  const [head = "", ...rest] = lines;
  const indented = rest.map((line) => (line !== "" || truth(blank) ? indention + line : line));
  return (truth(first) ? indention : "") + [head, ...indented].join("\n");
}

const LEEWAY = 5;

/** Short lists pass too: only their length is asked. */
function truncate(bound: Record<"s" | "length" | "killwords" | "end" | "leeway", Value>): Value {
  const end = expectText(bound.end);
  const length = expectIndex(bound.length);
  const leeway = bound.leeway === null ? LEEWAY : expectIndex(bound.leeway);
  const kept = length - charCount(end);
  if (kept < 0 || leeway < 0) throw new TemplateFailure("truncate leaves no room for its end.");
  const size = sizeOf(bound.s);
  if (size !== undefined && size <= length + leeway) return bound.s;
  const chars = Array.from(expectText(bound.s));
  const cut = chars.slice(0, kept).join("");
  if (truth(bound.killwords)) return cut + end;
  const lastBlank = cut.lastIndexOf(" ");
  return (lastBlank < 0 ? cut : cut.slice(0, lastBlank)) + end;
}

function shellQuoted(text: string): string {
  if (text === "") return "''";
  if (/^[A-Za-z0-9_@%+=:,./-]+$/.test(text)) return text;
  if (text.includes("\0")) throw new Refusal("Text for a shell holds a zero byte.");
  return `'${text.replaceAll("'", `'"'"'`)}'`;
}
