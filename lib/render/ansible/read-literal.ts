import { Refusal, TemplateFailure } from "#lib/render/jinja/render-error.ts";
import { decodeEscapes } from "#lib/render/jinja/syntax/read-string.ts";
import { Dict } from "#lib/render/jinja/values/dict.ts";
import { Tuple } from "#lib/render/jinja/values/tuple.ts";
import type { Value } from "#lib/render/jinja/values/value.ts";

interface Options {
  /** Whether true, false and null count, as where Ansible reads a variable's text back. */
  readonly jsonWords: boolean;
}

/** Python's ast.literal_eval; undefined where it raises, so that the text stays text. */
export function readLiteral(text: string, options: Options): { value: Value } | undefined {
  try {
    return { value: new LiteralReader(text, options).read() };
  } catch (error) {
    if (error instanceof NoLiteral) return undefined;
    throw error;
  }
}

class NoLiteral extends Error {}

const BLANK = /(?:[ \t\f\n])*/y;
const NUMBER =
  /(?:0[xX](?:_?[\da-fA-F])+|0[oO](?:_?[0-7])+|0[bB](?:_?[01])+|(?:\d+(?:_\d+)*)?\.?(?:\d+(?:_\d+)*)?(?:[eE][+-]?\d+(?:_\d+)*)?)/y;
const TRIPLE = /("""|''')((?:[^\\]|\\[\s\S])*?)\1/y;
const TEXT = /'((?:[^'\\\n]|\\[\s\S])*)'|"((?:[^"\\\n]|\\[\s\S])*)"/y;
const NAME = /[A-Za-z_]\w*/y;
const PYTHON_WORDS: ReadonlyMap<string, Value> = new Map<string, Value>([
  ["True", true],
  ["False", false],
  ["None", null],
]);
const JSON_WORDS: ReadonlyMap<string, Value> = new Map<string, Value>([
  ["true", true],
  ["false", false],
  ["null", null],
]);
const DEEPEST = 60;

class LiteralReader {
  readonly #text: string;
  readonly #options: Options;
  #position = 0;
  #depth = 0;

  constructor(text: string, options: Options) {
    this.#text = text;
    this.#options = options;
  }

  read(): Value {
    this.#blank();
    const value = this.#value();
    if (this.#peek() === ",") throw new Refusal("Text reads as a tuple without parentheses.");
    return this.#position < this.#text.length ? this.#fail() : value;
  }

  #value(): Value {
    this.#depth += 1;
    if (this.#depth > DEEPEST) throw new Refusal("Text that reads as a list nests too deeply.");
    const value = this.#bare();
    this.#depth -= 1;
    this.#blank();
    return value;
  }

  #bare(): Value {
    const char = this.#peek();
    if (char === "[") return this.#items("]", () => this.#value());
    if (char === "(") return this.#tuple();
    if (char === "{") return this.#dict();
    if (char === "'" || char === '"') return this.#strings();
    if (char === "-" || char === "+") return this.#signed();
    if (/[\d.]/.test(char)) return this.#number();
    return this.#word();
  }

  #peek(): string {
    return this.#text[this.#position] ?? "";
  }

  #blank(): void {
    this.#match(BLANK);
    // Comments and continued lines are Python too, and too rare to read.
    if (/[#\\\r]/.test(this.#peek()))
      throw new Refusal("Text that might read as a list holds a comment or a continued line.");
  }

  #match(pattern: RegExp): RegExpExecArray | undefined {
    pattern.lastIndex = this.#position;
    const match = pattern.exec(this.#text);
    if (match === null) return undefined;
    this.#position += match[0].length;
    return match;
  }

  #items<T>(close: string, one: () => T): T[] {
    const items: T[] = [];
    this.#position += 1;
    this.#blank();
    while (this.#peek() !== close) {
      items.push(one());
      if (this.#peek() !== ",") break;
      this.#position += 1;
      this.#blank();
    }
    if (this.#peek() !== close) this.#fail();
    this.#position += 1;
    return items;
  }

  #tuple(): Value {
    const items = this.#items(")", () => this.#value());
    const [only] = items;
    const isTuple =
      items.length !== 1 ||
      this.#text
        .slice(0, this.#position - 1)
        .trimEnd()
        .endsWith(",");
    return only === undefined || isTuple ? new Tuple(items) : only;
  }

  #dict(): Value {
    const pairs = this.#items("}", () => {
      const key = this.#value();
      if (this.#peek() === "," || this.#peek() === "}") throw new Refusal("Text reads as a set, which has no order.");
      if (this.#peek() !== ":") this.#fail();
      this.#position += 1;
      this.#blank();
      return [key, this.#value()] as const;
    });
    return Dict.from(pairs);
  }

  #strings(): Value {
    let value = "";
    while (this.#peek() === "'" || this.#peek() === '"') {
      value += this.#string();
      this.#blank();
    }
    return value;
  }

  #string(): string {
    const triple = this.#match(TRIPLE);
    const match = triple ?? this.#match(TEXT) ?? this.#fail();
    const body = triple?.[2] ?? match[1] ?? match[2] ?? "";
    try {
      return decodeEscapes(body);
    } catch (error) {
      if (error instanceof TemplateFailure) this.#fail();
      throw error;
    }
  }

  #signed(): Value {
    const sign = this.#peek();
    this.#position += 1;
    this.#blank();
    // Only a number may carry a sign, or a number that carries one already.
    if (!/[\d.+-]/.test(this.#peek())) this.#fail();
    const operand = /[+-]/.test(this.#peek()) ? this.#fail() : this.#number();
    if (sign === "+") return operand;
    return typeof operand === "bigint" ? -operand : -operand;
  }

  #number(): bigint | number {
    const text = this.#match(NUMBER)?.[0] ?? "";
    if (/[jJ]/.test(this.#peek())) throw new Refusal("Text reads as a complex number.");
    const digits = text.replaceAll("_", "");
    // Leading zeros are allowed in 00 and 01.5 only.
    if (!/\d/.test(digits) || /^0\d*[1-9]\d*$/.test(digits)) return this.#fail();
    if (/[\w.]/.test(this.#peek())) return this.#fail();
    if (digits.length > 4_300) return this.#fail();
    return /^0[xXoObB]/.test(digits) || /^\d+$/.test(digits) ? BigInt(digits) : Number(digits);
  }

  #word(): Value {
    const name = this.#match(NAME)?.[0];
    if (name === undefined) return this.#fail();
    const word = PYTHON_WORDS.has(name) || !this.#options.jsonWords ? PYTHON_WORDS.get(name) : JSON_WORDS.get(name);
    if (word !== undefined) return word;
    // Prefixes of strings, and the call set(), are literals to Python as well.
    if (/^['"]/.test(this.#peek()) || name === "set")
      throw new Refusal("Text might read as a literal of an unusual kind.");
    return this.#fail();
  }

  #fail(): never {
    throw new NoLiteral("This is no literal.");
  }
}
