import { ByteReader } from "./byte-reader.ts";
import type { DecodeBudget } from "./decode-budget.ts";
import { breakCycles, CLASS, type DecodedMap, exactInteger, setMember } from "./decoded-value.ts";
import { type JavaClass, JAVA_TAGS as TAG } from "./java-class.ts";
import { plainJava } from "./java-plain.ts";
import { Undecodable } from "./undecodable.ts";

/** What Java's ObjectOutputStream writes: objects with their classes' fields, which are read and never looked up. */
export function decodeJava(bytes: Uint8Array, budget: DecodeBudget): unknown {
  const reader = new ByteReader(bytes);
  reader.expect("\xac\xed\x00\x05");
  const value = new JavaReader(reader, budget).read();
  reader.expectEnd();
  breakCycles(value, budget);
  return value;
}

/** Ends what a class wrote beside its fields. */
const END = Symbol("end");

class JavaReader {
  readonly #reader: ByteReader;
  readonly #budget: DecodeBudget;
  /** Objects, strings and classes, in the order in which the writer numbered them. */
  readonly #handles: unknown[] = [];

  constructor(reader: ByteReader, budget: DecodeBudget) {
    this.#reader = reader;
    this.#budget = budget;
  }

  read(): unknown {
    const value = this.#content();
    if (value === END) throw new Undecodable("something ends that did not begin");
    return value;
  }

  #content(): unknown {
    this.#budget.spend();
    const tag = this.#reader.byte();
    return this.#budget.nest(() => this.#tagged(tag));
  }

  #tagged(tag: number): unknown {
    switch (tag) {
      case TAG.null:
        return null;
      case TAG.reference:
        return this.#referred();
      case TAG.object:
        return this.#object();
      case TAG.string:
        return this.#keep(this.#text(this.#reader.uint16()));
      case TAG.longString:
        return this.#keep(this.#text(Number(this.#reader.uint64())));
      case TAG.array:
        return this.#array();
      case TAG.enumeration:
        return this.#enumeration();
      case TAG.class:
        return this.#keep({ [CLASS]: this.#class()?.name ?? "?" });
      case TAG.block:
        return Buffer.from(this.#reader.take(this.#reader.byte()));
      case TAG.longBlock:
        return Buffer.from(this.#reader.take(this.#reader.uint32()));
      case TAG.end:
        return END;
      default:
        throw new Undecodable(`byte ${this.#reader.at - 1} begins no value`);
    }
  }

  #keep<T>(value: T): T {
    this.#handles.push(value);
    return value;
  }

  #referred(): unknown {
    const handle = this.#reader.uint32() - TAG.firstHandle;
    if (handle < 0 || handle >= this.#handles.length) throw new Undecodable("it refers to what is not there");
    const value = this.#handles[handle];
    if (isClass(value)) throw new Undecodable("it refers to a class as a value");
    return value;
  }

  #text(length: number): string {
    return this.#reader.take(length).toString("utf8");
  }

  /** A class's description: name, fields, and that of the class it extends. */
  #class(): JavaClass | null {
    this.#budget.spend();
    const tag = this.#reader.byte();
    if (tag === TAG.null) return null;
    if (tag === TAG.reference) {
      const known = this.#handles[this.#reader.uint32() - TAG.firstHandle];
      if (!isClass(known)) throw new Undecodable("it refers to a class that is not there");
      return known;
    }
    if (tag !== TAG.classDescription) throw new Undecodable(`byte ${this.#reader.at - 1} begins no class`);
    return this.#budget.nest(() => this.#newClass());
  }

  #newClass(): JavaClass {
    const name = this.#text(this.#reader.uint16());
    this.#reader.take(8);
    const described: JavaClass = { kind: "class", name, flags: 0, fields: [], parent: null };
    this.#keep(described);
    described.flags = this.#reader.byte();
    for (let left = this.#reader.uint16(); left > 0; left--) {
      const type = String.fromCharCode(this.#reader.byte());
      const field = this.#text(this.#reader.uint16());
      if (type === "[" || type === "L") this.read();
      described.fields.push({ type, name: field });
    }
    this.#annotation();
    described.parent = this.#class();
    return described;
  }

  /** What a class wrote by itself, up to its end. */
  #annotation(): unknown[] {
    const parts: unknown[] = [];
    for (let part = this.#content(); part !== END; part = this.#content()) parts.push(part);
    return parts;
  }

  #object(): unknown {
    const described = this.#class();
    if (described === null) throw new Undecodable("an object has no class");
    const map: DecodedMap = { [CLASS]: described.name };
    const handle = this.#handles.push(map) - 1;
    const own: unknown[] = [];
    for (const level of lineage(described)) own.push(...this.#level(map, level));
    const plain = plainJava(map, own);
    this.#handles[handle] = plain;
    return plain;
  }

  #level(map: DecodedMap, { flags, fields }: JavaClass): unknown[] {
    if ((flags & TAG.isExternalizable) !== 0) {
      if ((flags & TAG.hasBlocks) === 0) throw new Undecodable("a class has a form of its own");
      return this.#annotation();
    }
    for (const { type, name } of fields) {
      this.#budget.spend();
      setMember(map, name, this.#primitive(type));
    }
    return (flags & TAG.hasOwnWrites) === 0 ? [] : this.#annotation();
  }

  #array(): unknown {
    const described = this.#class();
    const list: unknown[] = [];
    const handle = this.#handles.push(list) - 1;
    const type = described?.name.charAt(1) ?? "L";
    const length = this.#reader.uint32();
    if (type === "B") {
      const bytes = Buffer.from(this.#reader.take(length));
      this.#handles[handle] = bytes;
      return bytes;
    }
    for (let left = length; left > 0; left--) {
      this.#budget.spend();
      list.push(this.#primitive(type));
    }
    return list;
  }

  #enumeration(): unknown {
    this.#class();
    const handle = this.#handles.push(undefined) - 1;
    const name = this.read();
    this.#handles[handle] = name;
    return name;
  }

  #primitive(type: string): unknown {
    const reader = this.#reader;
    switch (type) {
      case "B":
        return (reader.byte() << 24) >> 24;
      case "C":
        return String.fromCharCode(reader.uint16());
      case "D":
        return reader.double();
      case "F":
        return reader.float();
      case "I":
        return reader.uint32() | 0;
      case "J":
        return exactInteger(BigInt.asIntN(64, reader.uint64()));
      case "S":
        return (reader.uint16() << 16) >> 16;
      case "Z":
        return reader.byte() !== 0;
      case "L":
      case "[":
        return this.read();
      default:
        throw new Undecodable("a field has no type");
    }
  }
}

function isClass(value: unknown): value is JavaClass {
  return typeof value === "object" && value !== null && "kind" in value && value.kind === "class" && "flags" in value;
}

/** The furthest ancestor's fields come first. */
function lineage(described: JavaClass): JavaClass[] {
  const levels: JavaClass[] = [];
  for (let level: JavaClass | null = described; level !== null; level = level.parent) {
    if (levels.length > 50 || levels.includes(level)) throw new Undecodable("a class extends itself");
    levels.unshift(level);
  }
  return levels;
}
