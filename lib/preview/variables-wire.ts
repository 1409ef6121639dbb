import { decodeMarkers } from "#lib/render/ansible/decode-markers.ts";
import { FloatNumber, type TemplateInput, UnsafeText } from "#lib/render/ansible/template-input.ts";
import { readJson } from "#lib/render/jinja/filters/read-json.ts";

/** Variables as JSON text with markers for what JSON cannot say; integers stay exact. */
export function writeWire(variables: ReadonlyMap<string, TemplateInput>): string {
  return writeMap(variables);
}

export function readWire(text: string): ReadonlyMap<string, TemplateInput> {
  const decoded = decodeMarkers(readJson(text));
  return decoded instanceof Map ? decoded : new Map();
}

function writeMap(map: ReadonlyMap<string, TemplateInput>): string {
  return `{${[...map].map(([name, value]) => `${JSON.stringify(name)}:${write(value)}`).join(",")}}`;
}

function write(value: TemplateInput): string {
  if (value instanceof UnsafeText) return JSON.stringify({ __unsafe__: value.text });
  if (value instanceof FloatNumber) return JSON.stringify({ __float__: floatText(value.value) });
  if (typeof value === "bigint") return String(value);
  if (Array.isArray(value)) return `[${value.map(write).join(",")}]`;
  if (value instanceof Map) return writeMap(value);
  if (typeof value === "object" && value !== null) return writeMap(new Map(Object.entries(value)));
  return JSON.stringify(value);
}

function floatText(value: number): string {
  if (Number.isNaN(value)) return "nan";
  return Number.isFinite(value) ? String(value) : value > 0 ? "inf" : "-inf";
}
