import { Refusal, TemplateFailure } from "#lib/render/jinja/render-error.ts";
import { PYTHON_SPACE } from "./python-space.ts";
import type { TokenKind } from "./token.ts";

type Push = (kind: TokenKind, text: string, start: number) => void;

// In the order in which Jinja tries them.
const RULES: readonly (readonly [TokenKind | "space", RegExp])[] = [
  ["space", new RegExp(`[${PYTHON_SPACE}]+`, "uy")],
  ["float", /(?<!\.)(?:\d+_)*\d+(?:(?:\.(?:\d+_)*\d+)?e[+-]?(?:\d+_)*\d+|\.(?:\d+_)*\d+)/iuy],
  ["integer", /0b(?:_?[01])+|0o(?:_?[0-7])+|0x(?:_?[\da-f])+|[1-9](?:_?\d)*|0(?:_?0)*/iuy],
  ["name", /[\w\u{80}-\u{10ffff}]+/uy],
  ["string", /'(?:[^'\\]|\\[\s\S])*'|"(?:[^"\\]|\\[\s\S])*"/uy],
  ["operator", /\/\/|\*\*|==|!=|>=|<=|[-+/*%~[\](){}><=.:|,;]/uy],
];
const CLOSERS: ReadonlyMap<string, string> = new Map([
  ["{", "}"],
  ["(", ")"],
  ["[", "]"],
]);

/** Reads tokens up to the end of the tag, which counts only outside of brackets. */
export function lexExpression(
  source: string,
  start: number,
  ending: RegExp,
  push: Push,
): { closed: boolean; from: number; to: number } {
  const closers: string[] = [];
  let position = start;
  while (position < source.length) {
    if (closers.length === 0) {
      ending.lastIndex = position;
      if (ending.test(source)) return { closed: true, from: position, to: ending.lastIndex };
    }
    const [kind, text] = nextToken(source, position);
    if (kind === "operator") balance(closers, text);
    if (kind !== "space") push(kind, text, position);
    position += text.length;
  }
  return { closed: false, from: position, to: position };
}

function nextToken(source: string, position: number): [TokenKind | "space", string] {
  for (const [kind, rule] of RULES) {
    rule.lastIndex = position;
    const text = rule.exec(source)?.[0];
    if (text === undefined) continue;
    if (kind === "name" && /[^\x20-\x7e]/.test(text)) throw new Refusal("A name has characters other than ASCII.");
    return [kind, text];
  }
  throw new TemplateFailure("A tag contains a character that has no meaning there.");
}

function balance(closers: string[], operator: string): void {
  const closer = CLOSERS.get(operator);
  if (closer !== undefined) closers.push(closer);
  else if (operator === "}" || operator === ")" || operator === "]") {
    if (closers.pop() !== operator) throw new TemplateFailure(`There is a ${operator} without its opening bracket.`);
  }
}
