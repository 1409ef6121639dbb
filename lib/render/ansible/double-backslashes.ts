import type { Delimiters } from "#lib/render/jinja/syntax/delimiters.ts";
import { lexTemplate, normalize } from "#lib/render/jinja/syntax/lex-template.ts";

/** In a variable's own text Ansible doubles the backslashes of strings inside {{ }}, so that they mean themselves. */
export function doubleBackslashes(source: string, delimiters: Delimiters): string {
  if (!source.includes("\\") || !source.includes("{{")) return source;
  const text = normalize(source);
  let out = "";
  let position = 0;
  for (const token of lexTemplate(source, delimiters)) {
    if (token.kind !== "string" || !token.inVariable) continue;
    out += text.slice(position, token.start) + token.text.replaceAll("\\", "\\\\");
    position = token.start + token.text.length;
  }
  return out + text.slice(position);
}
