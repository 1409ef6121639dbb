import { MarkedText } from "#lib/render/jinja/values/marked-text.ts";
import { str } from "#lib/render/jinja/values/repr.ts";
import type { Value } from "#lib/render/jinja/values/value.ts";
import { readLiteral } from "./read-literal.ts";

/** How a template is put together: as text. */
export function concatText(pieces: readonly Value[]): Value {
  return pieces.map(str).join("");
}

/** How a variable's own text is: what then looks like a list, a dict or a bool becomes one. */
export function concatConverted(pieces: readonly Value[]): Value {
  const [only] = pieces;
  if (pieces.length === 1 && only instanceof MarkedText && only.mark === "native") return only;
  const text = pieces.map(str).join("");
  if (!/^[{[]/.test(text) && text !== "True" && text !== "False") return text;
  const literal = readLiteral(text, { jsonWords: true });
  return literal === undefined ? text : literal.value;
}
