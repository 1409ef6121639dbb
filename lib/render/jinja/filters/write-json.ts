import { Refusal } from "#lib/render/jinja/render-error.ts";
import { compare } from "#lib/render/jinja/values/compare.ts";
import { Dict } from "#lib/render/jinja/values/dict.ts";
import { expectIndex } from "#lib/render/jinja/values/expect.ts";
import { floatText } from "#lib/render/jinja/values/float-text.ts";
import { intText } from "#lib/render/jinja/values/int-text.ts";
import { spend } from "#lib/render/jinja/values/limits.ts";
import { unmarked } from "#lib/render/jinja/values/marked-text.ts";
import { Tuple } from "#lib/render/jinja/values/tuple.ts";
import { typeFailure } from "#lib/render/jinja/values/type-failure.ts";
import { Undefined } from "#lib/render/jinja/values/undefined.ts";
import type { Value } from "#lib/render/jinja/values/value.ts";

export interface JsonOptions {
  /** None for one line, a number of blanks, or the text itself. */
  readonly indent: Value;
  readonly sortKeys: boolean;
  readonly asciiOnly: boolean;
  readonly itemSeparator: string;
  readonly keySeparator: string;
}

/** Python's json.dumps. */
export function writeJson(value: Value, options: JsonOptions): string {
  return new JsonWriter(options).write(value, "\n");
}

const DEEPEST = 200;

class JsonWriter {
  readonly #options: JsonOptions;
  readonly #indent: string | undefined;
  #depth = 0;

  constructor(options: JsonOptions) {
    this.#options = options;
    const indent = unmarked(options.indent);
    if (typeof indent === "string") this.#indent = indent;
    else if (indent !== null) this.#indent = " ".repeat(Math.min(1_000, Math.max(0, expectIndex(indent))));
  }

  write(marked: Value, newline: string): string {
    spend();
    const value = unmarked(marked);
    if (value === null) return "null";
    if (typeof value === "boolean") return value ? "true" : "false";
    if (typeof value === "bigint") return intText(value);
    if (typeof value === "number") return jsonFloat(value);
    if (typeof value === "string") return this.#text(value);
    if (Array.isArray(value)) return this.#wrap("[", "]", newline, value, (item, inner) => this.write(item, inner));
    if (value instanceof Tuple)
      return this.#wrap("[", "]", newline, value.items, (item, inner) => this.write(item, inner));
    if (value instanceof Dict) return this.#dict(value, newline);
    if (value instanceof Undefined) return value.fail();
    throw new Refusal("Something other than plain values is written as JSON.");
  }

  #dict(dict: Dict, newline: string): string {
    const entries = [...dict.entries()];
    if (this.#options.sortKeys) entries.sort(([a], [b]) => compare(a, b));
    return this.#wrap("{", "}", newline, entries, ([key, value], inner) => {
      return this.#text(keyText(key)) + this.#options.keySeparator + this.write(value, inner);
    });
  }

  #wrap<T>(
    open: string,
    close: string,
    newline: string,
    items: readonly T[],
    one: (item: T, newline: string) => string,
  ): string {
    if (items.length === 0) return open + close;
    if (this.#depth > DEEPEST) throw new Refusal("JSON nests too deeply.");
    const inner = this.#indent === undefined ? "" : newline + this.#indent;
    this.#depth += 1;
    const body = items.map((item) => one(item, inner)).join(this.#options.itemSeparator + inner);
    this.#depth -= 1;
    return open + inner + body + (this.#indent === undefined ? "" : newline) + close;
  }

  #text(text: string): string {
    // JavaScript escapes what Python does, but for the delete character and half surrogates.
    const quoted = JSON.stringify(text);
    return this.#options.asciiOnly ? quoted.replace(/[\u0080-\uffff]/g, unicodeEscape) : quoted;
  }
}

function unicodeEscape(unit: string): string {
  return `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`;
}

function jsonFloat(value: number): string {
  if (Number.isNaN(value)) return "NaN";
  if (!Number.isFinite(value)) return value > 0 ? "Infinity" : "-Infinity";
  return floatText(value);
}

function keyText(marked: Value): string {
  const key = unmarked(marked);
  if (typeof key === "string") return key;
  if (typeof key === "number") return jsonFloat(key);
  if (key === null) return "null";
  if (typeof key === "boolean") return key ? "true" : "false";
  return typeof key === "bigint" ? intText(key) : typeFailure("A key of this type cannot be written as JSON.", key);
}
