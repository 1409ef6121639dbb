import type { CompareOperator, Expression } from "./nodes.ts";
import { parseFilters } from "./parse-filter.ts";
import { parsePostfix } from "./parse-postfix.ts";
import { parsePrimary } from "./parse-primary.ts";
import type { Parser } from "./parser.ts";

// Python would raise RecursionError far below this many brackets or signs.
const DEEPEST = 200;
let depth = 0;

/** An expression, with an inline `if` unless that would swallow the `if` of a for loop. */
export function parseExpression(parser: Parser, withConditional = true): Expression {
  depth += 1;
  try {
    if (depth > DEEPEST) parser.fail("The expression nests too deeply.");
    return withConditional ? parseConditional(parser) : parseOr(parser);
  } finally {
    depth -= 1;
  }
}

function parseConditional(parser: Parser): Expression {
  let { line } = parser.current;
  let result = parseOr(parser);
  while (parser.skipName("if")) {
    const test = parseOr(parser);
    const then = result;
    const otherwise = parser.skipName("else") ? parser.expression() : undefined;
    result = { kind: "conditional", test, then, ...(otherwise && { otherwise }), line };
    line = parser.current.line;
  }
  return result;
}

function parseOr(parser: Parser): Expression {
  const { line } = parser.current;
  let left = parseAnd(parser);
  while (parser.skipName("or")) left = { kind: "or", left, right: parseAnd(parser), line };
  return left;
}

function parseAnd(parser: Parser): Expression {
  const { line } = parser.current;
  let left = parseNot(parser);
  while (parser.skipName("and")) left = { kind: "and", left, right: parseNot(parser), line };
  return left;
}

function parseNot(parser: Parser): Expression {
  const { line } = parser.current;
  let negations = 0;
  while (parser.skipName("not")) negations += 1;
  let operand = parseCompare(parser);
  for (; negations > 0; negations -= 1) operand = { kind: "not", operand, line };
  return operand;
}

function parseCompare(parser: Parser): Expression {
  const { line } = parser.current;
  const first = parseSum(parser);
  const steps: [CompareOperator, Expression][] = [];
  for (let operator = compareOperator(parser); operator !== undefined; operator = compareOperator(parser)) {
    steps.push([operator, parseSum(parser)]);
  }
  return steps.length === 0 ? first : { kind: "compare", first, steps, line };
}

const COMPARE_OPERATORS: ReadonlySet<string> = new Set(["==", "!=", "<", "<=", ">", ">="]);

function compareOperator(parser: Parser): CompareOperator | undefined {
  const { kind, text } = parser.current;
  if (kind === "operator" && isCompareOperator(text)) {
    parser.next();
    return text;
  }
  if (parser.skipName("in")) return "in";
  if (!parser.isName("not") || parser.following.kind !== "name" || parser.following.text !== "in") return undefined;
  parser.next();
  parser.next();
  return "not in";
}

function isCompareOperator(text: string): text is CompareOperator {
  return COMPARE_OPERATORS.has(text);
}

function parseSum(parser: Parser): Expression {
  const { line } = parser.current;
  let left = parseConcat(parser);
  for (;;) {
    const operator = parser.skipOperator("+") ? "+" : parser.skipOperator("-") ? "-" : undefined;
    if (operator === undefined) return left;
    left = { kind: "binary", operator, left, right: parseConcat(parser), line };
  }
}

function parseConcat(parser: Parser): Expression {
  const { line } = parser.current;
  const first = parseProduct(parser);
  const parts = [first];
  while (parser.skipOperator("~")) parts.push(parseProduct(parser));
  return parts.length === 1 ? first : { kind: "concat", parts, line };
}

const PRODUCT_OPERATORS = ["*", "/", "//", "%"] as const;

function parseProduct(parser: Parser): Expression {
  const { line } = parser.current;
  let left = parsePower(parser);
  for (;;) {
    const operator = PRODUCT_OPERATORS.find((candidate) => parser.skipOperator(candidate));
    if (operator === undefined) return left;
    left = { kind: "binary", operator, left, right: parsePower(parser), line };
  }
}

/** To the left, unlike in Python. */
function parsePower(parser: Parser): Expression {
  const { line } = parser.current;
  let left = parseUnary(parser);
  while (parser.skipOperator("**")) left = { kind: "binary", operator: "**", left, right: parseUnary(parser), line };
  return left;
}

/** A filter applies to the signed value: `-1|abs` is `(-1)|abs`. */
function parseUnary(parser: Parser, withFilter = true): Expression {
  const { line } = parser.current;
  const operator = parser.skipOperator("-") ? "-" : parser.skipOperator("+") ? "+" : undefined;
  const node: Expression =
    operator === undefined ? parsePrimary(parser) : { kind: "sign", operator, operand: parseSigned(parser), line };
  const whole = parsePostfix(parser, node);
  return withFilter ? parseFilters(parser, whole) : whole;
}

function parseSigned(parser: Parser): Expression {
  depth += 1;
  try {
    if (depth > DEEPEST) parser.fail("The expression nests too deeply.");
    return parseUnary(parser, false);
  } finally {
    depth -= 1;
  }
}
