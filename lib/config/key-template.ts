import { DomainError } from "#lib/errors.ts";
import { anyByteExcept, compileUnits, oneByte, parseByteClass, type Unit } from "./byte-pattern.ts";

type KeyParts = Record<string, string | Uint8Array>;

export interface KeyTemplate {
  readonly source: string;
  /** The names between braces, in order. */
  readonly names: readonly string[];
  /** What SCAN MATCH takes: literal text escaped, a star for each part that varies. It may find more than `matches` accepts. */
  readonly glob: string;
  /** The parts of a key that has this form as a whole, byte for byte. */
  matches(key: Uint8Array): Record<string, Buffer> | undefined;
  /** The key with these parts. Throws INVALID_INPUT when one is missing or has another form than its class. */
  build(parts: KeyParts): Buffer;
  /** Like `glob`, with the given parts filled in, escaped. */
  globFor(parts: KeyParts): Buffer;
}

export type Piece =
  | { readonly kind: "literal"; readonly bytes: Buffer; readonly units: readonly Unit[] }
  | { readonly kind: "part"; readonly name: string; readonly units: readonly Unit[] };

/** `session:{id}`, `rl:{user}:{bucket:\d+}`. Without a class a part is one or more bytes, up to the literal text that follows. */
export function compileKeyTemplate(source: string): KeyTemplate {
  const pieces = parseKeyTemplate(source);
  const prefix = pieces[0]?.kind === "literal" ? pieces[0].bytes : Buffer.alloc(0);
  const rest = prefix.length > 0 ? pieces.slice(1) : pieces;
  const matchRest = compileUnits(rest.flatMap((piece) => piece.units));
  const names = pieces.flatMap((piece) => (piece.kind === "part" ? [piece.name] : []));
  const globFor = (parts: KeyParts) =>
    Buffer.concat(pieces.map((piece) => globPiece(piece, piece.kind === "part" ? parts[piece.name] : undefined)));
  return {
    source,
    names,
    glob: globFor({}).toString("utf8"),
    globFor,
    matches(key) {
      if (key.length < prefix.length || prefix.compare(key, 0, prefix.length) !== 0) return undefined;
      const ends = matchRest(key, prefix.length);
      return ends === undefined ? undefined : cut(rest, ends, key, prefix.length);
    },
    build: (parts) => Buffer.concat(pieces.map((piece) => buildPiece(source, piece, parts))),
  };
}

/** Throws TypeError saying what is wrong with the template. */
export function parseKeyTemplate(source: string): Piece[] {
  const pieces: Piece[] = [];
  const seen = new Set<string>();
  let literal = "";
  let at = 0;
  const endLiteral = () => {
    if (literal === "") return;
    const bytes = Buffer.from(literal, "utf8");
    pieces.push({ kind: "literal", bytes, units: [...bytes].map(oneByte) });
    literal = "";
  };
  while (at < source.length) {
    const character = source.charAt(at);
    if (character === "{") {
      endLiteral();
      const part = readPart(source, at);
      if (seen.has(part.name)) throw new TypeError(`the part {${part.name}} is there twice`);
      seen.add(part.name);
      pieces.push({ kind: "part", name: part.name, units: part.units ?? [defaultUnit(source, part.end)] });
      at = part.end;
      continue;
    }
    if (character === "}" || character === "*") {
      const advice = character === "*" ? "write {name} where a part varies" : "a brace closes nothing";
      throw new TypeError(
        `"${character}" at position ${at + 1}: ${advice}, or \\${character} for the character itself`,
      );
    }
    const isEscape = character === "\\" && at + 1 < source.length;
    literal += isEscape ? source.charAt(at + 1) : character;
    at += isEscape ? 2 : 1;
  }
  endLiteral();
  return pieces;
}

function readPart(source: string, start: number): { name: string; units?: Unit[]; end: number } {
  const head = /^\{([A-Za-z][A-Za-z0-9]{0,31})(:|\})/.exec(source.slice(start));
  if (head?.[1] === undefined) {
    throw new TypeError(
      `the brace at position ${start + 1} does not begin a part such as {id} or {id:[0-9a-f]+}; write \\{ for the character itself`,
    );
  }
  const name = head[1];
  const classStart = start + head[0].length;
  if (head[2] === "}") return { name, end: classStart };
  const classEnd = endOfClass(source, classStart);
  if (classEnd === undefined) throw new TypeError(`the part {${name}:… has no closing brace`);
  return { name, units: parseByteClass(source.slice(classStart, classEnd)), end: classEnd + 1 };
}

function endOfClass(source: string, start: number): number | undefined {
  let isInSet = false;
  let isInCount = false;
  for (let at = start; at < source.length; at += 1) {
    const character = source.charAt(at);
    if (character === "\\") at += 1;
    else if (isInSet) isInSet = character !== "]";
    else if (character === "[") isInSet = true;
    else if (character === "{") isInCount = true;
    else if (character === "}" && isInCount) isInCount = false;
    else if (character === "}") return at;
  }
  return undefined;
}

function defaultUnit(source: string, end: number): Unit {
  const next = source.charAt(end);
  if (next === "") return anyByteExcept(undefined);
  if (next === "{") {
    throw new TypeError("two parts follow each other without literal text between them; give the first a class");
  }
  const literal = next === "\\" ? source.charAt(end + 1) : next;
  return anyByteExcept(Buffer.from(literal, "utf8")[0]);
}

function cut(
  pieces: readonly Piece[],
  ends: readonly number[],
  key: Uint8Array,
  start: number,
): Record<string, Buffer> {
  const bytes = Buffer.isBuffer(key) ? key : Buffer.from(key.buffer, key.byteOffset, key.byteLength);
  const parts: Record<string, Buffer> = {};
  let unit = 0;
  let from = start;
  for (const piece of pieces) {
    unit += piece.units.length;
    const to = ends[unit - 1] ?? from;
    if (piece.kind === "part") parts[piece.name] = bytes.subarray(from, to);
    from = to;
  }
  return parts;
}

function globPiece(piece: Piece, given: string | Uint8Array | undefined): Buffer {
  if (piece.kind === "literal") return escapeGlob(piece.bytes);
  return given === undefined ? Buffer.from("*") : escapeGlob(Buffer.from(given));
}

function escapeGlob(bytes: Uint8Array): Buffer {
  const special = new Set(Buffer.from("*?[]\\"));
  return Buffer.from([...bytes].flatMap((byte) => (special.has(byte) ? [0x5c, byte] : [byte])));
}

function buildPiece(source: string, piece: Piece, parts: KeyParts): Buffer {
  if (piece.kind === "literal") return piece.bytes;
  const given = parts[piece.name];
  if (given === undefined) throw new DomainError("INVALID_INPUT", `The key ${source} needs its part ${piece.name}.`);
  const bytes = Buffer.from(given);
  if (compileUnits(piece.units)(bytes, 0) === undefined) {
    throw new DomainError("INVALID_INPUT", `The value given for ${piece.name} cannot be part of a key ${source}.`, {
      where: piece.name,
    });
  }
  return bytes;
}
