import { Refusal } from "#lib/render/jinja/render-error.ts";
import { isSpace } from "#lib/render/jinja/syntax/python-space.ts";
import { isAscii } from "#lib/render/jinja/values/ascii.ts";
import { type Method, positionalMethod } from "./method.ts";

const CASED = /\p{Lu}|\p{Ll}|\p{Lt}/u;

export const TEXT_CASE_METHODS: ReadonlyMap<string, Method<string>> = new Map<string, Method<string>>([
  ["upper", positionalMethod({}, upper)],
  ["lower", positionalMethod({}, (self) => self.toLowerCase())],
  ["capitalize", positionalMethod({}, capitalize)],
  ["title", positionalMethod({}, titleCase)],
  ["swapcase", positionalMethod({}, (self) => asciiOnly(self).replace(/[a-z]|[A-Z]/g, swap))],
  ["isupper", positionalMethod({}, isUpper)],
  ["islower", positionalMethod({}, isLower)],
  ["istitle", positionalMethod({}, (self) => CASED.test(self) && self === titleCase(self))],
  ["isspace", positionalMethod({}, isSpace)],
  ["isalpha", positionalMethod({}, (self) => /^\p{L}+$/u.test(self))],
  ["isdecimal", positionalMethod({}, (self) => /^\p{Nd}+$/u.test(self))],
  ["isdigit", positionalMethod({}, isDigit)],
  ["isnumeric", positionalMethod({}, (self) => /^[0-9]+$/.test(asciiOnly(self)))],
  ["isalnum", positionalMethod({}, (self) => /^[A-Za-z0-9]+$/.test(asciiOnly(self)))],
  ["isascii", positionalMethod({}, (self) => isAscii(self))],
]);

export function upper(text: string): string {
  return text.toUpperCase();
}

export function isUpper(text: string): boolean {
  return CASED.test(text) && text === text.toUpperCase() && !/\p{Lt}/u.test(text);
}

export function isLower(text: string): boolean {
  return CASED.test(text) && text === text.toLowerCase();
}

export function isDigit(text: string): boolean {
  return /^[0-9]+$/.test(text) || /^\p{Nd}+$/u.test(text);
}

export function capitalize(text: string): string {
  const [first = "", ...rest] = text;
  return titleOf(first) + rest.join("").toLowerCase();
}

function titleCase(text: string): string {
  let isInWord = false;
  let out = "";
  for (const char of text) {
    out += isInWord ? char.toLowerCase() : titleOf(char);
    isInWord = CASED.test(char);
  }
  return out;
}

/** Unicode knows a title case beside upper case, and JavaScript does not. */
function titleOf(char: string): string {
  const upperCase = char.toUpperCase();
  if (upperCase.length !== char.length || /[\u01c4-\u01cc\u01f1-\u01f3\u10d0-\u10ff]/.test(char)) {
    throw new Refusal("A character has a title case of its own.");
  }
  return upperCase;
}

function swap(char: string): string {
  return char === char.toLowerCase() ? char.toUpperCase() : char.toLowerCase();
}

function asciiOnly(text: string): string {
  if (!isAscii(text)) throw new Refusal("The characters of text beyond ASCII are classified.");
  return text;
}
