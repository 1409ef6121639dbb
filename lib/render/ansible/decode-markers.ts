import { Dict } from "#lib/render/jinja/values/dict.ts";
import { expectText } from "#lib/render/jinja/values/expect.ts";
import { readFloat } from "#lib/render/jinja/values/read-number.ts";
import type { Value } from "#lib/render/jinja/values/value.ts";
import { FloatNumber, type TemplateInput, UnsafeText } from "./template-input.ts";

/** Variables from JSON, where `{"__float__": "1.0"}`, `{"__int__": "…"}` and `{"__unsafe__": "…"}` stand for what JSON cannot say. */
export function decodeMarkers(node: Value): TemplateInput {
  if (Array.isArray(node)) return node.map(decodeMarkers);
  if (typeof node === "number") return new FloatNumber(node);
  if (!(node instanceof Dict)) return plain(node);
  const [first] = node.entries();
  const special = node.size === 1 && first !== undefined ? marked(...first) : undefined;
  return special ?? decodeDict(node);
}

function marked(marker: Value, value: Value): TemplateInput | undefined {
  if (marker === "__float__") return new FloatNumber(readFloat(expectText(value)) ?? Number.NaN);
  if (marker === "__int__") return BigInt(expectText(value));
  return marker === "__unsafe__" ? new UnsafeText(expectText(value)) : undefined;
}

function decodeDict(dict: Dict): TemplateInput {
  return new Map([...dict.entries()].map(([name, value]) => [expectText(name), decodeMarkers(value)]));
}

function plain(node: Value): TemplateInput {
  if (node === null || typeof node === "string" || typeof node === "bigint" || typeof node === "boolean") return node;
  throw new TypeError("A variable holds something that JSON does not know.");
}
