import { ByteReader } from "./byte-reader.ts";
import type { DecodeBudget } from "./decode-budget.ts";
import { propertyName } from "./decode-php.ts";
import { breakCycles, CLASS, type DecodedMap, exactInteger, keyText, setMember, textOrBytes } from "./decoded-value.ts";
import { Undecodable } from "./undecodable.ts";

/** What PHP's igbinary writes, versions 1 and 2: strings once, then by number. */
export function decodeIgbinary(bytes: Uint8Array, budget: DecodeBudget): unknown {
  const reader = new ByteReader(bytes);
  const version = reader.uint32();
  if (version !== 1 && version !== 2) throw new Undecodable("it does not begin as igbinary does");
  const igbinary = new IgbinaryReader(reader, budget);
  const value = igbinary.read();
  reader.expectEnd();
  if (igbinary.hasReference) breakCycles(value, budget);
  return value;
}

/** How many bytes a number of each width has, in the order in which the heads count them. */
const WIDTHS = [1, 2, 4] as const;

class IgbinaryReader {
  /** The numbers of what was referred to. */
  readonly #referred = new Set<number>();
  readonly #reader: ByteReader;
  readonly #budget: DecodeBudget;
  readonly #strings: (string | Buffer)[] = [];
  readonly #slots: unknown[] = [];

  constructor(reader: ByteReader, budget: DecodeBudget) {
    this.#reader = reader;
    this.#budget = budget;
  }

  get hasReference(): boolean {
    return this.#referred.size > 0;
  }

  read(): unknown {
    this.#budget.spend();
    const head = this.#reader.byte();
    return this.#budget.nest(() => this.#value(head));
  }

  #value(head: number): unknown {
    if (head >= 0x01 && head <= 0x03) return this.#reference(this.#number(head - 0x01));
    if (head >= 0x06 && head <= 0x0b) return this.#integer(head - 0x06);
    if (head >= 0x0d && head <= 0x13) return this.#string(head);
    if (head >= 0x14 && head <= 0x16) return this.#array(this.#number(head - 0x14));
    if (head >= 0x17 && head <= 0x1c) return this.#object(head);
    if (head >= 0x1d && head <= 0x1f) return this.#customObject(head);
    if (head >= 0x22 && head <= 0x24) return this.#reference(this.#number(head - 0x22));
    switch (head) {
      case 0x00:
        return null;
      case 0x04:
        return false;
      case 0x05:
        return true;
      case 0x0c:
        return this.#reader.double();
      case 0x20:
        return exactInteger(this.#reader.uint64());
      case 0x21:
        return exactInteger(-this.#reader.uint64());
      case 0x25:
        return this.#referredValue();
      default:
        throw new Undecodable(`byte ${this.#reader.at - 1} begins no value`);
    }
  }

  #number(width: number): number {
    const bytes = WIDTHS[width];
    return bytes === 1 ? this.#reader.byte() : bytes === 2 ? this.#reader.uint16() : this.#reader.uint32();
  }

  /** Positive and negative take turns. */
  #integer(nth: number): number {
    const value = this.#number(nth >> 1);
    return nth % 2 === 0 || value === 0 ? value : -value;
  }

  #string(head: number): string | Buffer {
    if (head === 0x0d) return "";
    if (head >= 0x11) {
      const text = textOrBytes(this.#reader.take(this.#number(head - 0x11)));
      this.#strings.push(text);
      return text;
    }
    const known = this.#strings[this.#number(head - 0x0e)];
    if (known === undefined) throw new Undecodable("it refers to a string that is not there");
    return known;
  }

  #reference(number: number): unknown {
    if (number >= this.#slots.length) throw new Undecodable(`there is no value ${number} to refer to`);
    this.#referred.add(number);
    return this.#slots[number];
  }

  /** A value that others refer to: a plain one gets a number here, a list or an object has its own. */
  #referredValue(): unknown {
    const head = this.#reader.peek();
    const isNumbered = head >= 0x14 || (head >= 0x01 && head <= 0x03);
    const value = this.read();
    if (!isNumbered || head === 0x20 || head === 0x21) this.#slots.push(value);
    return value;
  }

  /** A list where the keys are 0, 1, 2 … and nothing in it refers to it. */
  #array(count: number): unknown {
    const map: DecodedMap = {};
    const slot = this.#slots.push(map) - 1;
    let isList = count > 0;
    for (let nth = 0; nth < count; nth++) {
      const key = this.read();
      isList &&= key === nth;
      setMember(map, keyText(key), this.read());
    }
    if (!isList || this.#referred.has(slot)) return map;
    const list = Object.values(map);
    this.#slots[slot] = list;
    return list;
  }

  #className(head: number): string {
    return String(head <= 0x19 ? this.#string(head - 0x17 + 0x11) : this.#string(head - 0x1a + 0x0e));
  }

  #object(head: number): unknown {
    const map: DecodedMap = {};
    setMember(map, CLASS, this.#className(head));
    this.#slots.push(map);
    const kind = this.#reader.byte();
    if (kind >= 0x1d && kind <= 0x1f) return this.#ownForm(map, this.#number(kind - 0x1d));
    if (kind < 0x14 || kind > 0x16) throw new Undecodable(`byte ${this.#reader.at - 1} begins no object`);
    for (let left = this.#number(kind - 0x14); left > 0; left--) {
      const key = this.read();
      setMember(map, propertyName(keyText(key)), this.read());
    }
    return map;
  }

  #customObject(head: number): never {
    throw new Undecodable(`byte ${this.#reader.at - 1}, ${head}, belongs to no object`);
  }

  #ownForm(map: DecodedMap, length: number): DecodedMap {
    setMember(map, "data", textOrBytes(this.#reader.take(length)));
    return map;
  }
}
