import { ByteReader } from "./byte-reader.ts";
import type { DecodeBudget } from "./decode-budget.ts";
import { breakCycles, CLASS, type DecodedMap, integerFrom, setMember, textOrBytes } from "./decoded-value.ts";
import { Undecodable } from "./undecodable.ts";

/** What PHP's serialize() writes. */
export function decodePhp(bytes: Uint8Array, budget: DecodeBudget): unknown {
  const php = new PhpReader(new ByteReader(bytes), budget);
  const value = php.read();
  php.reader.expectEnd();
  return php.finish(value);
}

/** The string that serialize() was given what it had written itself, as Laravel does: its content is read. */
export function decodePhpTwice(bytes: Uint8Array, budget: DecodeBudget): unknown {
  const outer = decodePhp(bytes, budget);
  if (typeof outer !== "string" && !(outer instanceof Buffer)) throw new Undecodable("it is not serialized twice");
  const inner = Buffer.from(outer);
  if (/^eyJ[A-Za-z0-9+/]+=*$/.test(inner.toString("latin1"))) throw new Undecodable("the application encrypts it");
  return decodePhp(inner, budget);
}

/** Reads values that may refer to earlier ones, by the numbers that PHP gives them. */
export class PhpReader {
  readonly reader: ByteReader;
  readonly #budget: DecodeBudget;
  readonly #slots: unknown[] = [];
  /** The numbers of what was referred to. */
  readonly #referred = new Set<number>();

  constructor(reader: ByteReader, budget: DecodeBudget) {
    this.reader = reader;
    this.#budget = budget;
  }

  finish<T>(value: T): T {
    if (this.#referred.size > 0) breakCycles(value, this.#budget);
    return value;
  }

  read(): unknown {
    this.#budget.spend();
    const { reader } = this;
    const type = String.fromCharCode(reader.byte());
    if (type === "N") {
      reader.expect(";");
      return this.#keep(null);
    }
    reader.expect(":");
    switch (type) {
      case "b":
        return this.#keep(this.#number(";") !== 0);
      case "i":
        return this.#keep(this.#number(";"));
      case "d":
        return this.#keep(readDouble(reader));
      case "s":
        return this.#keep(this.#string());
      case "E":
        return this.#keep(this.#enumeration());
      case "a":
        return this.#array();
      case "O":
        return this.#object();
      case "C":
        return this.#customObject();
      case "R":
      case "r":
        return this.#reference(type);
      default:
        throw new Undecodable(`byte ${reader.at - 2} begins no value`);
    }
  }

  #keep<T>(value: T): T {
    this.#slots.push(value);
    return value;
  }

  #number(end: string): number | bigint {
    const value = integerFrom(this.reader.takeUntil(end.charCodeAt(0)).toString("latin1"));
    if (value === undefined) throw new Undecodable(`there is no number before byte ${this.reader.at}`);
    return value;
  }

  #length(): number {
    const length = this.#number(":");
    if (typeof length === "bigint" || length < 0) throw new Undecodable("a length is none");
    return length;
  }

  /** After the type and its colon: length, quoted bytes. */
  #quoted(): Buffer {
    const length = this.#length();
    this.reader.expect('"');
    const bytes = this.reader.take(length);
    this.reader.expect('"');
    return bytes;
  }

  #string(): string | Buffer {
    const bytes = this.#quoted();
    this.reader.expect(";");
    return textOrBytes(bytes);
  }

  #enumeration(): string {
    const name = this.#quoted().toString("utf8");
    this.reader.expect(";");
    return name;
  }

  /** A list where the keys are 0, 1, 2 … and nothing in it refers to it. */
  #array(): unknown {
    const slot = this.#slots.push(undefined) - 1;
    const count = this.#length();
    const map: DecodedMap = {};
    this.#slots[slot] = map;
    const isList = this.#members(map, count, (key) => String(key));
    if (!isList || this.#referred.has(slot)) return map;
    const list = Object.values(map);
    this.#slots[slot] = list;
    return list;
  }

  #object(): unknown {
    const map: DecodedMap = {};
    this.#keep(map);
    setMember(map, CLASS, this.#quoted().toString("utf8"));
    this.reader.expect(":");
    this.#members(map, this.#length(), propertyName);
    return map;
  }

  /** What the class wrote in a form of its own. */
  #customObject(): unknown {
    const map: DecodedMap = {};
    this.#keep(map);
    setMember(map, CLASS, this.#quoted().toString("utf8"));
    this.reader.expect(":");
    const length = this.#length();
    this.reader.expect("{");
    setMember(map, "data", textOrBytes(this.reader.take(length)));
    this.reader.expect("}");
    return map;
  }

  /** Answers whether the keys are those of a list. */
  #members(map: DecodedMap, count: number, nameOf: (key: unknown) => string): boolean {
    return this.#budget.nest(() => {
      this.reader.expect("{");
      let isList = true;
      for (let nth = 0; nth < count; nth++) {
        const key = this.#key();
        isList &&= key === nth;
        setMember(map, nameOf(key), this.read());
      }
      this.reader.expect("}");
      return isList && count > 0;
    });
  }

  /** Keys are integers or strings, and have no slot. */
  #key(): unknown {
    this.#budget.spend();
    const type = this.reader.byte();
    this.reader.expect(":");
    if (type === 0x69) return this.#number(";");
    if (type !== 0x73) throw new Undecodable(`byte ${this.reader.at - 2} begins no key`);
    const bytes = this.#quoted();
    this.reader.expect(";");
    return bytes.toString("utf8");
  }

  #reference(type: "R" | "r"): unknown {
    const number = Number(this.#number(";"));
    if (number < 1 || number > this.#slots.length) throw new Undecodable(`there is no value ${number} to refer to`);
    this.#referred.add(number - 1);
    const value = this.#slots[number - 1];
    return type === "r" ? this.#keep(value) : value;
  }
}

function readDouble(reader: ByteReader): number {
  const text = reader.takeUntil(0x3b).toString("latin1");
  const special: Record<string, number> = { NAN: Number.NaN, INF: Number.POSITIVE_INFINITY, "-INF": -Infinity };
  const value = Object.hasOwn(special, text)
    ? special[text]
    : text.length > 40 || text === ""
      ? undefined
      : Number(text);
  if (value === undefined || (Number.isNaN(value) && text !== "NAN")) {
    throw new Undecodable(`there is no number before byte ${reader.at}`);
  }
  return value;
}

/** Private and protected properties have their class, or a star, between NULs before their name. */
export function propertyName(key: unknown): string {
  const name = String(key);
  return name.startsWith("\0") ? name.slice(name.indexOf("\0", 1) + 1) : name;
}
