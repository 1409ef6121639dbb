import { ByteReader } from "./byte-reader.ts";
import type { DecodeBudget } from "./decode-budget.ts";
import {
  breakCycles,
  bytesAsText,
  CLASS,
  type DecodedMap,
  integerOf,
  keyText,
  setMember,
  textOrBytes,
} from "./decoded-value.ts";
import { rubyTime } from "./ruby-time.ts";
import { Undecodable } from "./undecodable.ts";

/** What Ruby's Marshal.dump writes, version 4.8. */
export function decodeMarshal(bytes: Uint8Array, budget: DecodeBudget): unknown {
  const reader = new ByteReader(bytes);
  reader.expect("\x04\x08");
  const marshal = new MarshalReader(reader, budget);
  const value = marshal.read();
  reader.expectEnd();
  if (marshal.hasLink) breakCycles(value, budget);
  return value;
}

class MarshalReader {
  hasLink = false;
  readonly #reader: ByteReader;
  readonly #budget: DecodeBudget;
  readonly #symbols: string[] = [];
  readonly #objects: unknown[] = [];

  constructor(reader: ByteReader, budget: DecodeBudget) {
    this.#reader = reader;
    this.#budget = budget;
  }

  read(): unknown {
    this.#budget.spend();
    const type = String.fromCharCode(this.#reader.byte());
    return Object.hasOwn(this.#readers, type) ? this.#budget.nest(() => this.#readers[type]?.()) : this.#noValue();
  }

  #noValue(): never {
    throw new Undecodable(`byte ${this.#reader.at - 1} begins no value`);
  }

  readonly #readers: Record<string, () => unknown> = {
    "0": () => null,
    T: () => true,
    F: () => false,
    i: () => this.#fixnum(),
    l: () => this.#keep(this.#bignum()),
    f: () => this.#keep(this.#float()),
    '"': () => this.#keep(textOrBytes(this.#bytes())),
    ":": () => this.#symbol(),
    ";": () => this.#symlink(),
    "@": () => this.#link(),
    I: () => this.#withVariables(),
    "[": () => this.#list(),
    "{": () => this.#hash({}),
    "}": () => this.#hashWithDefault(),
    o: () => this.#object(),
    S: () => this.#object(),
    C: () => this.#subclass(),
    e: () => this.#extended(),
    u: () => this.#dumped(),
    U: () => this.#marshalled(),
    c: () => this.#keep({ [CLASS]: this.#bytes().toString("utf8") }),
    m: () => this.#keep({ [CLASS]: this.#bytes().toString("utf8") }),
    "/": () => this.#regexp(),
  };

  #keep<T>(value: T): T {
    this.#objects.push(value);
    return value;
  }

  /** One byte, or the number of bytes that follow. */
  #fixnum(): number {
    const head = (this.#reader.byte() << 24) >> 24;
    if (head === 0) return 0;
    if (head > 4) return head - 5;
    if (head < -4) return head + 5;
    const bytes = Math.abs(head);
    const value = this.#reader.littleEndian(bytes);
    return head > 0 ? value : value - 2 ** (8 * bytes);
  }

  #length(): number {
    const length = this.#fixnum();
    if (length < 0) throw new Undecodable("a length is negative");
    return length;
  }

  #bytes(): Buffer {
    return this.#reader.take(this.#length());
  }

  /** A sign, how many pairs of bytes, the lowest byte first. */
  #bignum(): unknown {
    const isNegative = this.#reader.byte() === 0x2d;
    const value = integerOf(this.#reader.take(this.#length() * 2), false);
    return isNegative && !Buffer.isBuffer(value) ? -value : value;
  }

  #float(): number {
    const text = this.#bytes().toString("latin1");
    const special: Record<string, number> = { nan: Number.NaN, inf: Infinity, "-inf": -Infinity };
    return Object.hasOwn(special, text) ? (special[text] ?? 0) : Number(text.slice(0, 40));
  }

  #symbol(): string {
    const name = bytesAsText(this.#bytes());
    this.#symbols.push(name);
    return name;
  }

  #symlink(): string {
    const name = this.#symbols[this.#length()];
    if (name === undefined) throw new Undecodable("it refers to a symbol that is not there");
    return name;
  }

  #link(): unknown {
    const number = this.#length();
    if (number >= this.#objects.length) throw new Undecodable(`there is no value ${number} to refer to`);
    this.hasLink = true;
    return this.#objects[number];
  }

  /** A symbol, or a link to one; one with an encoding has variables too. */
  #name(): string {
    this.#budget.spend();
    const type = this.#reader.byte();
    if (type === 0x3a) return this.#symbol();
    if (type === 0x3b) return this.#symlink();
    if (type !== 0x49) return this.#noValue();
    this.#reader.expect(":");
    const name = this.#symbol();
    this.#variables({});
    return name;
  }

  #variables(into: DecodedMap): DecodedMap {
    for (let left = this.#length(); left > 0; left--) {
      const name = this.#name();
      setMember(into, name, this.read());
    }
    return into;
  }

  /** A string's variables are its encoding; those of what wrote itself come before its number. */
  #withVariables(): unknown {
    if (this.#reader.peek() === 0x75) {
      this.#reader.byte();
      return this.#dumped(true);
    }
    const value = this.read();
    this.#variables({});
    return value;
  }

  #list(): unknown[] {
    const list: unknown[] = this.#keep([]);
    for (let left = this.#length(); left > 0; left--) list.push(this.read());
    return list;
  }

  #hash(map: DecodedMap): DecodedMap {
    this.#keep(map);
    for (let left = this.#length(); left > 0; left--) {
      const key = this.read();
      setMember(map, keyText(key), this.read());
    }
    return map;
  }

  #hashWithDefault(): DecodedMap {
    const map = this.#hash({});
    this.read();
    return map;
  }

  #object(): DecodedMap {
    const map: DecodedMap = this.#keep({});
    setMember(map, CLASS, this.#name());
    for (let left = this.#length(); left > 0; left--) {
      const name = this.#name();
      // What a path would call it.
      setMember(map, name.replace(/^@/, ""), this.read());
    }
    return map;
  }

  /** A subclass of a string, list or hash is read as that. */
  #subclass(): unknown {
    this.#name();
    return this.read();
  }

  #extended(): unknown {
    this.#name();
    return this.read();
  }

  /** What the class's own _dump wrote. */
  #dumped(hasVariables = false): unknown {
    const name = this.#name();
    const data = this.#bytes();
    if (hasVariables) this.#variables({});
    return this.#keep(name === "Time" ? rubyTime(data) : { [CLASS]: name, data: textOrBytes(data) });
  }

  #marshalled(): DecodedMap {
    const map: DecodedMap = this.#keep({});
    setMember(map, CLASS, this.#name());
    setMember(map, "data", this.read());
    return map;
  }

  #regexp(): string {
    const source = bytesAsText(this.#bytes());
    this.#reader.byte();
    return this.#keep(`/${source}/`);
  }
}
