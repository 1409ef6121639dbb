/** A run of bytes out of one set; a pattern is a sequence of them. */
export interface Unit {
  /** 256 flags, one a byte. */
  readonly allowed: Uint8Array;
  readonly min: number;
  readonly max: number;
}

const LONGEST_CLASS = 64;
const MOST_REPEATS = 512;

/** Reads a class such as `[0-9a-f-]{36}` or `\d+`. There are no groups and no alternatives, so matching takes linear time. */
export function parseByteClass(source: string): Unit[] {
  if (source.length === 0 || source.length > LONGEST_CLASS) {
    throw new TypeError(`the class must have 1 to ${LONGEST_CLASS} characters`);
  }
  const units: Unit[] = [];
  let at = 0;
  while (at < source.length) {
    const atom = readAtom(source, at);
    const count = readCount(source, atom.end);
    units.push({ allowed: atom.allowed, min: count.min, max: count.max });
    at = count.end;
  }
  return units;
}

export function oneByte(byte: number): Unit {
  const allowed = new Uint8Array(256);
  allowed[byte] = 1;
  return { allowed, min: 1, max: 1 };
}

/** Every byte but one, or every byte. */
export function anyByteExcept(byte: number | undefined): Unit {
  const allowed = new Uint8Array(256).fill(1);
  if (byte !== undefined) allowed[byte] = 0;
  return { allowed, min: 1, max: Number.POSITIVE_INFINITY };
}

/** The ends of the units in what follows `from`, if they match all of it, each as long as can be. */
type Matcher = (text: Uint8Array, from: number) => number[] | undefined;

export function compileUnits(units: readonly Unit[]): Matcher {
  return isDeterministic(units)
    ? (text, from) => matchGreedily(units, text, from)
    : (text, from) => matchAny(units, text, from);
}

/** Whether no byte can both prolong a unit and begin what follows it, so that looking ahead is never needed. */
function isDeterministic(units: readonly Unit[]): boolean {
  return units.every((unit, index) => {
    if (unit.min === unit.max) return true;
    const rest = units.slice(index + 1);
    const mustFollow = rest.findIndex(({ min }) => min > 0);
    const followers = mustFollow === -1 ? rest : rest.slice(0, mustFollow + 1);
    return followers.every(({ allowed }) => !allowed.some((flag, byte) => flag === 1 && unit.allowed[byte] === 1));
  });
}

function matchGreedily(units: readonly Unit[], text: Uint8Array, from: number): number[] | undefined {
  const ends: number[] = [];
  let at = from;
  for (const { allowed, min, max } of units) {
    const last = Math.min(text.length, at + max);
    const start = at;
    while (at < last && allowed[text[at] ?? 0] === 1) at += 1;
    if (at - start < min) return undefined;
    ends.push(at);
  }
  return at === text.length ? ends : undefined;
}

function matchAny(units: readonly Unit[], whole: Uint8Array, from: number): number[] | undefined {
  const text = whole.subarray(from);
  const canEnd = reachable(units, text);
  if (canEnd[0]?.[0] !== 1) return undefined;
  const ends: number[] = [];
  let at = 0;
  for (const [index, unit] of units.entries()) {
    const rest = canEnd[index + 1];
    let end = Math.min(runLength(unit, text, at), unit.max) + at;
    while (rest?.[end] !== 1) end -= 1;
    ends.push(from + end);
    at = end;
  }
  return ends;
}

/** For each unit and each position: whether the units from there on match the rest of the text. */
function reachable(units: readonly Unit[], text: Uint8Array): Uint8Array[] {
  const rows: Uint8Array[] = new Array(units.length + 1);
  let rest = new Uint8Array(text.length + 1);
  rest[text.length] = 1;
  rows[units.length] = rest;
  for (let index = units.length - 1; index >= 0; index -= 1) {
    const unit = units[index];
    if (unit !== undefined) rest = reachableBefore(unit, rest, text);
    rows[index] = rest;
  }
  return rows;
}

function reachableBefore(unit: Unit, rest: Uint8Array, text: Uint8Array): Uint8Array<ArrayBuffer> {
  const length = text.length;
  const nextOk = new Int32Array(length + 2).fill(length + 1);
  for (let at = length; at >= 0; at -= 1) nextOk[at] = rest[at] === 1 ? at : (nextOk[at + 1] ?? length + 1);
  const here = new Uint8Array(length + 1);
  let run = 0;
  for (let at = length; at >= 0; at -= 1) {
    run = at < length && unit.allowed[text[at] ?? 0] === 1 ? run + 1 : 0;
    if (run < unit.min) continue;
    const first = nextOk[at + unit.min] ?? length + 1;
    if (first <= at + Math.min(run, unit.max)) here[at] = 1;
  }
  return here;
}

function runLength(unit: Unit, text: Uint8Array, from: number): number {
  let at = from;
  while (at < text.length && unit.allowed[text[at] ?? 0] === 1) at += 1;
  return at - from;
}

function readAtom(source: string, at: number): { allowed: Uint8Array; end: number } {
  const character = source.charAt(at);
  if (character === "[") return readSet(source, at + 1);
  if (character === ".") return { allowed: new Uint8Array(256).fill(1), end: at + 1 };
  if ("(){}|*+?^$]".includes(character)) {
    throw new TypeError(
      `the class may hold sets like [0-9a-f], \\d, \\w, a point and plain characters, each with a count; "${character}" at position ${at + 1} is none of them`,
    );
  }
  const allowed = new Uint8Array(256);
  const end = addCharacter(source, at, allowed).end;
  return { allowed, end };
}

function readSet(source: string, start: number): { allowed: Uint8Array; end: number } {
  const isNegated = source.charAt(start) === "^";
  const allowed = new Uint8Array(256);
  let at = isNegated ? start + 1 : start;
  const first = at;
  while (source.charAt(at) !== "]" || at === first) {
    if (at >= source.length) throw new TypeError("the class has a [ without its ]");
    const low = addCharacter(source, at, allowed);
    at = low.end;
    if (source.charAt(at) !== "-" || source.charAt(at + 1) === "]" || at + 1 >= source.length) continue;
    const high = addCharacter(source, at + 1, allowed);
    if (low.byte === undefined || high.byte === undefined || high.byte < low.byte) {
      throw new TypeError(`the class has a range that runs backwards, ending at position ${high.end}`);
    }
    allowed.fill(1, low.byte, high.byte + 1);
    at = high.end;
  }
  return { allowed: isNegated ? allowed.map((flag) => 1 - flag) : allowed, end: at + 1 };
}

function addCharacter(source: string, at: number, allowed: Uint8Array): { byte?: number; end: number } {
  const isEscape = source.charAt(at) === "\\";
  const character = source.charAt(isEscape ? at + 1 : at);
  const end = at + (isEscape ? 2 : 1);
  if (isEscape && (character === "d" || character === "w")) {
    allowed.fill(1, 48, 58);
    if (character === "w") {
      allowed.fill(1, 65, 91);
      allowed.fill(1, 97, 123);
      allowed[95] = 1;
    }
    return { end };
  }
  const byte = character.charCodeAt(0);
  if (character === "" || byte > 126 || (isEscape && /[a-zA-Z0-9]/.test(character))) {
    throw new TypeError(`the class has "${isEscape ? "\\" : ""}${character}", which is not allowed in one`);
  }
  allowed[byte] = 1;
  return { byte, end };
}

function readCount(source: string, at: number): { min: number; max: number; end: number } {
  const simple = { "*": [0, Number.POSITIVE_INFINITY], "+": [1, Number.POSITIVE_INFINITY], "?": [0, 1] } as const;
  const sign = source.charAt(at);
  if (sign === "*" || sign === "+" || sign === "?") return { min: simple[sign][0], max: simple[sign][1], end: at + 1 };
  if (sign !== "{") return { min: 1, max: 1, end: at };
  const written = /^\{(\d{1,4})(,(\d{0,4}))?\}/.exec(source.slice(at));
  if (written === null) throw new TypeError("the class has a { that is not a count such as {36} or {1,8}");
  const min = Number(written[1]);
  const max = written[2] === undefined ? min : written[3] ? Number(written[3]) : Number.POSITIVE_INFINITY;
  if (min > max || min > MOST_REPEATS || (Number.isFinite(max) && max > MOST_REPEATS)) {
    throw new TypeError(`the class has the count ${written[0]}; counts go from low to high, up to ${MOST_REPEATS}`);
  }
  return { min, max, end: at + written[0].length };
}
