import { TemplateFailure } from "#lib/render/jinja/render-error.ts";
import { stripEnd } from "#lib/render/jinja/syntax/python-space.ts";
import type { Dict } from "#lib/render/jinja/values/dict.ts";
import { expectIndex, expectText } from "#lib/render/jinja/values/expect.ts";
import type { Budget } from "#lib/render/jinja/values/limits.ts";
import { orElse } from "#lib/render/jinja/values/or-else.ts";
import { str } from "#lib/render/jinja/values/repr.ts";
import { truth } from "#lib/render/jinja/values/truth.ts";
import type { Value } from "#lib/render/jinja/values/value.ts";

interface Style {
  readonly beginning?: string;
  readonly decoration: string;
  readonly end?: string;
}

const STYLES: ReadonlyMap<string, Style> = new Map([
  ["plain", { decoration: "# " }],
  ["erlang", { decoration: "% " }],
  ["c", { decoration: "// " }],
  ["cblock", { beginning: "/*", decoration: " * ", end: " */" }],
  ["xml", { beginning: "<!--", decoration: " - ", end: "-->" }],
]);

/** Ansible's comment filter, step by step: an option of any name is let through. */
export function commentText(text: string, styleName: string, options: Dict, budget: Budget): string {
  const style = STYLES.get(styleName);
  if (style === undefined) throw new TemplateFailure("There is no such style of comments.");
  const option = (name: string, fallback: Value): Value => orElse(options.get(name), fallback);
  const edge = stripEnd(expectText(option("decoration", style.decoration)));
  const newline = expectText(option("newline", "\n"));
  const decoration = expectText(option("decoration", style.decoration));
  const prefix = option("prefix", edge);
  const postfix = option("postfix", edge);
  const beginning = option("beginning", style.beginning ?? "");
  const end = option("end", style.end ?? "");
  const prefixCount = Math.max(0, expectIndex(option("prefix_count", 1n)));
  const postfixCount = Math.max(0, expectIndex(option("postfix_count", 1n)));
  budget.allow(prefixCount + postfixCount);
  if (newline === "") throw new TemplateFailure("A comment has no newline.");
  const body = (decoration + text.replaceAll(newline, newline + decoration)).replaceAll(
    decoration + newline,
    stripEnd(decoration) + newline,
  );
  const prefixText = !truth(prefix) ? "" : str(prefix) === newline ? newline : str(prefix) + newline;
  return [
    truth(beginning) ? str(beginning) + newline : "",
    prefixText.repeat(prefixCount),
    body,
    Array.from({ length: postfixCount }, () => newline + expectText(postfix)).join(""),
    truth(end) ? newline + str(end) : "",
  ].join("");
}
