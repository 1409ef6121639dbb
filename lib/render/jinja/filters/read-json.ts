import { TemplateFailure } from "#lib/render/jinja/render-error.ts";
import { Dict } from "#lib/render/jinja/values/dict.ts";
import type { Value } from "#lib/render/jinja/values/value.ts";

const BLANK = /[ \t\n\r]*/y;
const NUMBER = /-?(?:0|[1-9]\d*)(\.\d+)?([eE][+-]?\d+)?/y;
// Control characters must be escaped, as in Python's strict mode.
const TEXT = /"(?:[^"\\\p{Cc}]|[\x7f-\x9f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"/uy;
const WORDS: readonly (readonly [string, Value])[] = [
  ["null", null],
  ["true", true],
  ["false", false],
  ["NaN", Number.NaN],
  ["Infinity", Infinity],
  ["-Infinity", -Infinity],
];
const DEEPEST = 200;

/** Python's json.loads: integers stay exact, the order and names of keys are kept. */
export function readJson(text: string): Value {
  return new JsonReader(text).read();
}

class JsonReader {
  readonly #text: string;
  #position = 0;
  #depth = 0;

  constructor(text: string) {
    this.#text = text;
  }

  read(): Value {
    const value = this.#value();
    if (this.#position < this.#text.length) this.#fail();
    return value;
  }

  #value(): Value {
    this.#match(BLANK);
    this.#depth += 1;
    if (this.#depth > DEEPEST) this.#fail();
    const value = this.#bare();
    this.#depth -= 1;
    this.#match(BLANK);
    return value;
  }

  #bare(): Value {
    const char = this.#text[this.#position];
    if (char === '"') return this.#string();
    if (char === "[") return this.#list();
    if (char === "{") return this.#dict();
    const word = WORDS.find(([name]) => this.#text.startsWith(name, this.#position));
    if (word !== undefined) {
      this.#position += word[0].length;
      return word[1];
    }
    const number = this.#match(NUMBER) ?? this.#fail();
    return /[.eE]/.test(number) ? Number(number) : BigInt(number);
  }

  #string(): string {
    const literal: unknown = JSON.parse(this.#match(TEXT) ?? this.#fail());
    return String(literal);
  }

  #list(): Value[] {
    const items: Value[] = [];
    this.#items("]", () => items.push(this.#value()));
    return items;
  }

  #dict(): Dict {
    const dict = new Dict();
    this.#items("}", () => {
      this.#match(BLANK);
      const key = this.#string();
      this.#match(BLANK);
      if (this.#text[this.#position] !== ":") this.#fail();
      this.#position += 1;
      dict.set(key, this.#value());
    });
    return dict;
  }

  #items(close: string, one: () => void): void {
    this.#position += 1;
    this.#match(BLANK);
    if (this.#text[this.#position] === close) {
      this.#position += 1;
      return;
    }
    for (;;) {
      one();
      const char = this.#text[this.#position];
      this.#position += 1;
      if (char === close) return;
      if (char !== ",") this.#fail();
    }
  }

  #match(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.#position;
    const found = pattern.exec(this.#text)?.[0];
    if (found !== undefined) this.#position += found.length;
    return found;
  }

  #fail(): never {
    throw new TemplateFailure("Text is not JSON.");
  }
}
