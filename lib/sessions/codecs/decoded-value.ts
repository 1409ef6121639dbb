import { isUtf8 } from "node:buffer";

/** What a map is called that was an object of a class; no class is ever built. */
export const CLASS = "@class";

export type DecodedMap = Record<string, unknown>;

/** A member named __proto__ is a member like any other. */
export function setMember(map: DecodedMap, name: string, value: unknown): void {
  if (name !== "__proto__") map[name] = value;
  else Object.defineProperty(map, name, { value, enumerable: true, configurable: true, writable: true });
}

/** What other languages call a string: text where it is UTF-8, else the bytes as they are. */
export function textOrBytes(bytes: Buffer): string | Buffer {
  return isUtf8(bytes) ? bytes.toString("utf8") : Buffer.from(bytes);
}

/** Bytes as text: themselves where they are UTF-8, else each that is no printable ASCII as \xNN. */
export function bytesAsText(bytes: Uint8Array): string {
  if (isUtf8(bytes)) return Buffer.from(bytes).toString("utf8");
  return Array.from(bytes, (byte) =>
    byte >= 0x20 && byte < 0x7f && byte !== 0x5c
      ? String.fromCharCode(byte)
      : `\\x${byte.toString(16).padStart(2, "0")}`,
  ).join("");
}

/** Longer ones name no member; one that is referred to again and again would be turned into text each time. */
const LONGEST_KEY = 1_024;

/** Maps of other languages have keys of any kind, tuples for example. */
export function keyText(key: unknown): string {
  if (typeof key === "string") return key;
  if (key instanceof Uint8Array) return bytesAsText(key.subarray(0, LONGEST_KEY));
  if (Array.isArray(key))
    return `(${key
      .slice(0, 4)
      .map((one) => (isContainer(one) ? "…" : keyText(one)))
      .join(", ")})`;
  return isContainer(key) ? "(an object)" : String(key);
}

/** A safe integer as a number, a longer one exact. */
export function exactInteger(value: bigint): number | bigint {
  return value >= Number.MIN_SAFE_INTEGER && value <= Number.MAX_SAFE_INTEGER ? Number(value) : value;
}

/** Whole numbers longer than this are keys or noise, and turning them into decimal digits takes long. */
const MOST_INTEGER_BYTES = 64;

/** Two's complement or unsigned, the lowest byte first. */
export function integerOf(bytes: Buffer, isSigned: boolean): number | bigint | Buffer {
  if (bytes.length > MOST_INTEGER_BYTES) return Buffer.from(bytes);
  if (bytes.length === 0) return 0;
  const unsigned = BigInt(`0x${Buffer.from(bytes).reverse().toString("hex")}`);
  return exactInteger(isSigned ? BigInt.asIntN(bytes.length * 8, unsigned) : unsigned);
}

const MOST_DIGITS = 150;

/** From decimal digits; text that is none, or too long to be one, stays text. */
export function integerFrom(text: string): number | bigint | undefined {
  return text.length <= MOST_DIGITS && /^[+-]?\d+$/.test(text)
    ? exactInteger(BigInt(text.replace("+", "")))
    : undefined;
}

const CIRCULAR = "(refers to what it is in)";

/** Makes a tree of what refers to itself, in place; `spend` is called for each place that something is seen at. */
export function breakCycles(root: unknown, budget: { spend(parts?: number): void; nest<T>(read: () => T): T }): void {
  const above = new Set<object>();
  const visit = (at: unknown): void => {
    budget.spend();
    if (!isContainer(at)) return;
    above.add(at);
    for (const name of Object.keys(at)) {
      // Its own member, as keys says.
      const inner = (at as DecodedMap)[name];
      if (isContainer(inner) && above.has(inner)) setMember(at as DecodedMap, name, CIRCULAR);
      else if (isContainer(inner)) budget.nest(() => visit(inner));
    }
    above.delete(at);
  };
  visit(root);
}

export function isContainer(value: unknown): value is object {
  return typeof value === "object" && value !== null && !(value instanceof Uint8Array);
}
