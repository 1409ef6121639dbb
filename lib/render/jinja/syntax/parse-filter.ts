import type { CallArguments, Expression, FilterExpression } from "./nodes.ts";
import { NO_ARGUMENTS, parseArguments } from "./parse-arguments.ts";
import { parseCall, parsePostfix } from "./parse-postfix.ts";
import { parsePrimary } from "./parse-primary.ts";
import type { Parser } from "./parser.ts";

/** `|filter`, `is test` and calls after a value. */
export function parseFilters(parser: Parser, start: Expression): Expression {
  let node = start;
  for (;;) {
    if (parser.skipOperator("|")) node = parseFilter(parser, node);
    else if (parser.isName("is")) node = parseTest(parser, node);
    else if (parser.isOperator("(")) node = parseCall(parser, node);
    else return node;
  }
}

/** After the bar; filters of a block have no target of their own. */
export function parseFilter(parser: Parser, target: Expression | undefined): FilterExpression {
  const { line } = parser.current;
  const name = parseDottedName(parser);
  const args = parser.isOperator("(") ? parseArguments(parser) : NO_ARGUMENTS;
  return { kind: "filter", target, name, args, line };
}

function parseTest(parser: Parser, target: Expression): Expression {
  const { line } = parser.next();
  const isNegated = parser.skipName("not");
  const name = parseDottedName(parser);
  const test: Expression = { kind: "test", target, name, args: parseTestArguments(parser), line };
  return isNegated ? { kind: "not", operand: test, line } : test;
}

function parseTestArguments(parser: Parser): CallArguments {
  if (parser.isOperator("(")) return parseArguments(parser);
  if (!startsArgument(parser)) return NO_ARGUMENTS;
  if (parser.isName("is")) parser.fail("One test cannot follow another.");
  return { positional: [parsePostfix(parser, parsePrimary(parser))], named: [] };
}

/** `x is divisibleby 3`. Jinja takes any word but these for the argument, even `not` and `in`. */
function startsArgument(parser: Parser): boolean {
  const { kind } = parser.current;
  if (kind === "string" || kind === "integer" || kind === "float" || parser.isOperator("[", "{")) return true;
  return kind === "name" && !parser.isName("else", "or", "and");
}

function parseDottedName(parser: Parser): string {
  let name = parser.expect("name").text;
  while (parser.skipOperator(".")) name += `.${parser.expect("name").text}`;
  return name;
}
