import type { DecodeBudget } from "./decode-budget.ts";
import { CLASS, type DecodedMap, isContainer, keyText, setMember } from "./decoded-value.ts";

/** What a pickle calls by name, and what was made of one: plain data either way. */
export class PythonObjects {
  readonly #names = new WeakMap<object, string>();
  readonly #budget: DecodeBudget;

  constructor(budget: DecodeBudget) {
    this.#budget = budget;
  }

  /** A class or function, by its name alone: nothing of it is looked up. */
  named(name: string): DecodedMap {
    const reference: DecodedMap = { [CLASS]: name };
    this.#names.set(reference, name);
    return reference;
  }

  /** What the call of a name would make, where that is data anyway; else a map that says what was called with what. */
  made(callable: unknown, args: unknown): unknown {
    const name = (isContainer(callable) ? this.#names.get(callable) : undefined) ?? "?";
    const list = Array.isArray(args) ? args : [];
    const [first, second] = list;
    if (Object.hasOwn(PLAIN, name)) {
      this.#budget.spend(partsOf(first));
      return PLAIN[name]?.(first, second);
    }
    if (name === "copyreg._reconstructor" || name === "copy_reg._reconstructor") return this.#instance(first);
    return this.#instance(callable, list);
  }

  #instance(of: unknown, args: readonly unknown[] = []): DecodedMap {
    const name = (isContainer(of) ? this.#names.get(of) : undefined) ?? "?";
    const map: DecodedMap = { [CLASS]: name };
    if (args.length > 0) setMember(map, "args", args);
    return map;
  }

  /** The state that a pickle gives an object after making it: a map of attributes, or a pair of such maps. */
  build(target: unknown, state: unknown): void {
    if (!isContainer(target) || Array.isArray(target)) return;
    const map = target as DecodedMap;
    for (const part of Array.isArray(state) && state.length === 2 ? state : [state]) {
      if (!isContainer(part) || Array.isArray(part)) {
        if (part !== null) setMember(map, "state", part);
        continue;
      }
      for (const [name, value] of Object.entries(part)) {
        this.#budget.spend();
        setMember(map, name, value);
      }
    }
    if (map[CLASS] === "uuid.UUID") addText(map);
  }
}

const BYTES_A_PART = 256;

/** What it takes to copy a value: a pickle may ask for that again and again, with two bytes each time. */
function partsOf(value: unknown): number {
  if (Array.isArray(value)) return value.length;
  return typeof value === "string" || value instanceof Uint8Array ? Math.ceil(value.length / BYTES_A_PART) : 0;
}

/** A UUID is kept as one number; people know its digits. */
function addText(uuid: DecodedMap): void {
  const { int } = uuid;
  const isWhole = typeof int === "bigint" || (typeof int === "number" && Number.isSafeInteger(int));
  if (!isWhole) return;
  const digits = BigInt(int).toString(16).padStart(32, "0");
  if (digits.length === 32)
    setMember(uuid, "text", digits.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5"));
}

const emptyMap = (): DecodedMap => ({});
const listOf = (first: unknown) => (Array.isArray(first) ? [...first] : []);

type Made = (first: unknown, second: unknown) => unknown;

/** In Python 2 the module has another name. */
const inBuiltins = (name: string, made: Made) => [
  [`builtins.${name}`, made],
  [`__builtin__.${name}`, made],
];

const PLAIN: Record<string, Made> = Object.fromEntries([
  ["collections.OrderedDict", pairsOf],
  ["collections.defaultdict", emptyMap],
  ["datetime.datetime", timeText],
  ["datetime.date", timeText],
  ["decimal.Decimal", (text: unknown) => text],
  // How protocols below 3 write bytes.
  ["_codecs.encode", (text: unknown) => (typeof text === "string" ? Buffer.from(text, "latin1") : text)],
  ...inBuiltins("set", listOf),
  ...inBuiltins("frozenset", listOf),
  ...inBuiltins("list", listOf),
  ...inBuiltins("tuple", listOf),
  ...inBuiltins("dict", emptyMap),
  ...inBuiltins("bytes", (bytes) => bytes ?? Buffer.alloc(0)),
  ...inBuiltins("bytearray", (bytes) =>
    typeof bytes === "string" ? Buffer.from(bytes, "latin1") : (bytes ?? Buffer.alloc(0)),
  ),
]);

/** Python 2 writes the pairs as an argument, later ones set them one by one. */
function pairsOf(pairs: unknown): DecodedMap {
  const map: DecodedMap = {};
  for (const pair of Array.isArray(pairs) ? pairs : []) {
    if (Array.isArray(pair)) setMember(map, keyText(pair[0]), pair[1]);
  }
  return map;
}

/** What is neither a number nor absent is none: turning a container into one may never end. */
const numberOf = (value: unknown) => (typeof value === "number" ? value : value === undefined ? 0 : Number.NaN);

const pad = (value: number | undefined, digits = 2) => String(value ?? 0).padStart(digits, "0");

/** Year in two bytes, month, day; hour, minute, second, and microseconds in three. */
function timeText(packed: unknown, zone: unknown): unknown {
  const bytes = typeof packed === "string" ? Buffer.from(packed, "latin1") : packed;
  if (!Buffer.isBuffer(bytes) || (bytes.length !== 4 && bytes.length !== 10)) return { [CLASS]: "datetime" };
  const date = `${pad(bytes.readUInt16BE(0), 4)}-${pad((bytes[2] ?? 0) & 0x7f)}-${pad(bytes[3])}`;
  if (bytes.length === 4) return date;
  const milliseconds = Math.floor(bytes.readUIntBE(7, 3) / 1000);
  return `${date}T${pad(bytes[4])}:${pad(bytes[5])}:${pad(bytes[6])}.${pad(milliseconds, 3)}${zoneText(zone)}`;
}

/** UTC and fixed offsets; a zone of a database is left out. */
function zoneText(zone: unknown): string {
  if (!isContainer(zone)) return "";
  const { args, ...named } = zone as DecodedMap;
  if (/^(pytz\._UTC|datetime\.UTC|django\.utils\.timezone\.utc)$/.test(keyText(named[CLASS]))) return "Z";
  const [offset] = Array.isArray(args) ? args : [];
  if (named[CLASS] === "zoneinfo.ZoneInfo._unpickle" && offset === "UTC") return "Z";
  if (named[CLASS] !== "datetime.timezone" || !isContainer(offset)) return "";
  const { args: parts } = offset as DecodedMap;
  const [days, seconds] = Array.isArray(parts) ? parts : [];
  const minutes = Math.round((numberOf(days) * 86_400 + numberOf(seconds)) / 60);
  if (!Number.isFinite(minutes) || Math.abs(minutes) >= 1440) return "";
  if (minutes === 0) return "Z";
  const size = Math.abs(minutes);
  return `${minutes < 0 ? "-" : "+"}${pad(Math.floor(size / 60))}:${pad(size % 60)}`;
}
