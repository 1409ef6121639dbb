import { TemplateFailure } from "#lib/render/jinja/render-error.ts";
import type { Expression } from "./nodes.ts";
import type { Parser } from "./parser.ts";
import { readString } from "./read-string.ts";
import type { Token } from "./token.ts";

const WORDS: ReadonlyMap<string, boolean | null> = new Map([
  ["true", true],
  ["True", true],
  ["false", false],
  ["False", false],
  ["none", null],
  ["None", null],
]);

export function parsePrimary(parser: Parser): Expression {
  const token = parser.current;
  if (token.kind === "name") return parseName(parser.next());
  if (token.kind === "string") return parseStrings(parser);
  if (token.kind === "integer") return { kind: "constant", value: readInteger(parser.next()), line: token.line };
  if (token.kind === "float") return { kind: "constant", value: readFloat(parser.next()), line: token.line };
  if (parser.isOperator("[")) return parseList(parser);
  if (parser.isOperator("{")) return parseDict(parser);
  if (!parser.skipOperator("(")) return parser.fail("A value is expected here.");
  const inside = parseTuple(parser, { isParenthesized: true });
  parser.expectOperator(")");
  return inside;
}

function parseName({ text, line }: Token): Expression {
  const word = WORDS.get(text);
  return word === undefined ? { kind: "name", name: text, line } : { kind: "constant", value: word, line };
}

/** Literals side by side are one, as in Python. */
function parseStrings(parser: Parser): Expression {
  const { line } = parser.current;
  let value = "";
  while (parser.isKind("string")) value += readString(parser.next().text);
  return { kind: "constant", value, line };
}

export function readInteger({ text }: Token): bigint {
  const digits = text.replaceAll("_", "").toLowerCase();
  if (digits.length > 4300) throw new TemplateFailure("An integer has too many digits.");
  return BigInt(digits);
}

function readFloat({ text }: Token): number {
  return Number(text.replaceAll("_", ""));
}

function parseList(parser: Parser): Expression {
  const { line } = parser.next();
  const items: Expression[] = [];
  while (!parser.isOperator("]")) {
    if (items.length > 0) parser.expectOperator(",");
    if (parser.isOperator("]")) break;
    items.push(parser.expression());
  }
  parser.expectOperator("]");
  return { kind: "list", items, line };
}

function parseDict(parser: Parser): Expression {
  const { line } = parser.next();
  const pairs: [Expression, Expression][] = [];
  while (!parser.isOperator("}")) {
    if (pairs.length > 0) parser.expectOperator(",");
    if (parser.isOperator("}")) break;
    const key = parser.expression();
    parser.expectOperator(":");
    pairs.push([key, parser.expression()]);
  }
  parser.expectOperator("}");
  return { kind: "dict", pairs, line };
}

interface TupleOptions {
  withConditional?: boolean;
  isParenthesized?: boolean;
  /** A word that also ends it. */
  endWord?: string;
}

/** One expression, or a tuple where there is a comma. */
export function parseTuple(parser: Parser, options: TupleOptions = {}): Expression {
  const { line } = parser.current;
  const items: Expression[] = [];
  let hasComma = false;
  while (!isTupleEnd(parser, options.endWord)) {
    items.push(parser.expression(options.withConditional ?? true));
    if (!parser.skipOperator(",")) break;
    hasComma = true;
  }
  const [only] = items;
  if (!hasComma && only !== undefined) return only;
  if (items.length === 0 && !options.isParenthesized) parser.fail("A value is expected here.");
  return { kind: "tuple", items, line };
}

function isTupleEnd(parser: Parser, endWord: string | undefined): boolean {
  if (parser.isKind("variable-end") || parser.isKind("block-end") || parser.isOperator(")")) return true;
  return endWord !== undefined && parser.isName(endWord);
}
