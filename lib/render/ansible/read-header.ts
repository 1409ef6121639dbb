import { Refusal, TemplateFailure } from "#lib/render/jinja/render-error.ts";
import { ANSIBLE_DELIMITERS, type Delimiters } from "#lib/render/jinja/syntax/delimiters.ts";
import { readLiteral } from "./read-literal.ts";

const HEADER = "#jinja2:";

type TextSetting = "blockStart" | "blockEnd" | "variableStart" | "variableEnd" | "commentStart" | "commentEnd";

const TEXT_SETTINGS: ReadonlyMap<string, TextSetting> = new Map<string, TextSetting>([
  ["block_start_string", "blockStart"],
  ["block_end_string", "blockEnd"],
  ["variable_start_string", "variableStart"],
  ["variable_end_string", "variableEnd"],
  ["comment_start_string", "commentStart"],
  ["comment_end_string", "commentEnd"],
]);

interface Header {
  readonly body: string;
  readonly delimiters: Readonly<Delimiters>;
}

/** The first line `#jinja2: name: value, …` changes how the rest is read, and is not written. */
export function readHeader(source: string): Header | undefined {
  if (!source.startsWith(HEADER)) return undefined;
  const end = source.indexOf("\n");
  if (end < 0) throw new Refusal("A template is nothing but its #jinja2 line.", { line: 1 });
  const delimiters: Delimiters = { ...ANSIBLE_DELIMITERS };
  for (const pair of source.slice(HEADER.length, end).split(",")) applySetting(pair, delimiters);
  return { body: source.slice(end + 1), delimiters };
}

function applySetting(pair: string, delimiters: Delimiters): void {
  const colon = pair.indexOf(":");
  if (colon < 0) throw new TemplateFailure("The #jinja2 line wants a colon between name and value.", { line: 1 });
  const name = pair.slice(0, colon).trim();
  const value = readLiteral(pair.slice(colon + 1).trim(), { jsonWords: false });
  if (value === undefined)
    throw new TemplateFailure(`The #jinja2 line gives ${name} a value that is no literal.`, { line: 1 });
  const textSetting = TEXT_SETTINGS.get(name);
  if (textSetting !== undefined && typeof value.value === "string" && value.value !== "")
    delimiters[textSetting] = value.value;
  else if (name === "trim_blocks" && typeof value.value === "boolean") delimiters.trimBlocks = value.value;
  else if (name === "lstrip_blocks" && typeof value.value === "boolean") delimiters.lstripBlocks = value.value;
  else throw new Refusal(`The #jinja2 line sets ${name} in a way that is not supported.`, { line: 1 });
}
