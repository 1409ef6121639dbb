/** Where a text stops being JSON; lines and columns count from 1, as editors do. */
export interface JsonFault {
  message: string;
  line: number;
  column: number;
}

class Fault extends Error {
  readonly at: number;

  constructor(message: string, at: number) {
    super(message);
    this.at = at;
  }
}

const DEEPEST = 200;

/** Browsers word what JSON.parse throws in their own ways, and not all say where. */
export function findJsonFault(text: string): JsonFault | undefined {
  try {
    const end = skipBlank(text, readValue(text, skipBlank(text, 0), 0));
    if (end < text.length) throw new Fault("nothing may follow the value", end);
    return undefined;
  } catch (thrown) {
    if (!(thrown instanceof Fault)) throw thrown;
    const before = text.slice(0, thrown.at).split("\n");
    return { message: thrown.message, line: before.length, column: [...(before.at(-1) ?? "")].length + 1 };
  }
}

function readValue(text: string, at: number, depth: number): number {
  if (depth > DEEPEST) throw new Fault("it is nested too deeply", at);
  const first = text.charAt(at);
  if (first === "{") return readObject(text, at, depth);
  if (first === "[") return readList(text, at, depth);
  if (first === '"') return readString(text, at);
  const word = /^(?:true|false|null|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?)(?![\w.])/.exec(
    text.slice(at, at + 400),
  );
  if (word !== null) return at + word[0].length;
  if (first === "") throw new Fault("a value is missing at the end", at);
  if (first === "'") throw new Fault("texts stand between double quotes", at);
  throw new Fault("here should be a value: text in quotes, a number, true, false, null, { or [", at);
}

function readObject(text: string, start: number, depth: number): number {
  let at = skipBlank(text, start + 1);
  if (text.charAt(at) === "}") return at + 1;
  for (;;) {
    if (text.charAt(at) !== '"') throw new Fault('here should be a name in double quotes, such as "id"', at);
    at = skipBlank(text, readString(text, at));
    if (text.charAt(at) !== ":") throw new Fault("here should be a colon after the name", at);
    at = skipBlank(text, readValue(text, skipBlank(text, at + 1), depth + 1));
    if (text.charAt(at) === "}") return at + 1;
    if (text.charAt(at) !== ",") throw new Fault("here should be a comma or }", at);
    at = skipBlank(text, at + 1);
  }
}

function readList(text: string, start: number, depth: number): number {
  let at = skipBlank(text, start + 1);
  if (text.charAt(at) === "]") return at + 1;
  for (;;) {
    at = skipBlank(text, readValue(text, at, depth + 1));
    if (text.charAt(at) === "]") return at + 1;
    if (text.charAt(at) !== ",") throw new Fault("here should be a comma or ]", at);
    at = skipBlank(text, at + 1);
  }
}

function readString(text: string, start: number): number {
  for (let at = start + 1; at < text.length; at += 1) {
    const character = text.charAt(at);
    if (character === '"') return at + 1;
    if (character < " ") throw new Fault("a text ends before the line does; write a line break as \\n", at);
    if (character !== "\\") continue;
    const sequence = /^\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})/.exec(text.slice(at, at + 6));
    if (sequence === null) throw new Fault("a backslash stands before something it cannot stand before", at);
    at += sequence[0].length - 1;
  }
  throw new Fault("the text that begins here has no closing quote", start);
}

function skipBlank(text: string, from: number): number {
  let at = from;
  while (at < text.length && " \t\r\n".includes(text.charAt(at))) at += 1;
  return at;
}
