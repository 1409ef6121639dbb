import { Refusal, TemplateFailure } from "#lib/render/jinja/render-error.ts";

const SIMPLE: ReadonlyMap<string, string> = new Map([
  ["\\", "\\"],
  ["'", "'"],
  ['"', '"'],
  ["a", "\x07"],
  ["b", "\b"],
  ["f", "\f"],
  ["n", "\n"],
  ["r", "\r"],
  ["t", "\t"],
  ["v", "\v"],
  ["\n", ""],
]);
const HEX_LENGTH: ReadonlyMap<string, number> = new Map([
  ["x", 2],
  ["u", 4],
  ["U", 8],
]);

/** The text of a string literal of Jinja: Python's escapes, where a backslash before a non-ASCII character meets that one's own escape. */
export function readString(literal: string): string {
  return decodeEscapes(asciiEscaped(literal.slice(1, -1)));
}

/** Python's "unicode-escape" decoding, which a string literal in Python source also follows. */
export function decodeEscapes(text: string): string {
  let out = "";
  let position = 0;
  for (let at = text.indexOf("\\"); at >= 0; at = text.indexOf("\\", position)) {
    const [meaning, length] = escapeAt(text, at + 1);
    out += text.slice(position, at) + meaning;
    position = at + 1 + length;
  }
  return out + text.slice(position);
}

function asciiEscaped(text: string): string {
  let out = "";
  for (const char of text) {
    const code = char.codePointAt(0) ?? 0;
    if (code < 0x80) out += char;
    else if (code < 0x100) out += `\\x${code.toString(16).padStart(2, "0")}`;
    else if (code < 0x10000) out += `\\u${code.toString(16).padStart(4, "0")}`;
    else out += `\\U${code.toString(16).padStart(8, "0")}`;
  }
  return out;
}

function escapeAt(text: string, at: number): [string, number] {
  const char = text[at];
  if (char === undefined) throw new TemplateFailure("A string ends with a lone backslash.");
  const simple = SIMPLE.get(char);
  if (simple !== undefined) return [simple, 1];
  if (/[0-7]/.test(char)) return octal(text, at);
  const hexLength = HEX_LENGTH.get(char);
  if (hexLength !== undefined) return hex(text, at + 1, hexLength);
  if (char === "N") throw new Refusal("A string names a character by \\N.");
  return [`\\${char}`, 1];
}

function octal(text: string, at: number): [string, number] {
  const digits = /^[0-7]{1,3}/.exec(text.slice(at, at + 3))?.[0] ?? "";
  return [String.fromCodePoint(Number.parseInt(digits, 8)), digits.length];
}

function hex(text: string, at: number, length: number): [string, number] {
  const digits = text.slice(at, at + length);
  const code = Number.parseInt(digits, 16);
  if (!/^[0-9a-f]+$/i.test(digits) || digits.length < length || code > 0x10ffff) {
    throw new TemplateFailure("A string has an incomplete escape.");
  }
  if (code >= 0xd800 && code <= 0xdfff) throw new Refusal("A string holds half of a surrogate pair.");
  return [String.fromCodePoint(code), length + 1];
}
