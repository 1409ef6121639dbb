import { Refusal } from "#lib/render/jinja/render-error.ts";
import type { Expression, SliceBounds } from "./nodes.ts";
import { parseArguments } from "./parse-arguments.ts";
import { readInteger } from "./parse-primary.ts";
import type { Parser } from "./parser.ts";

/** `.name`, `.0`, `[…]` and `(…)` after a value. */
export function parsePostfix(parser: Parser, start: Expression): Expression {
  let node = start;
  for (;;) {
    if (parser.isOperator(".")) node = parseAttribute(parser, node);
    else if (parser.isOperator("[")) node = parseSubscript(parser, node);
    else if (parser.isOperator("(")) node = parseCall(parser, node);
    else return node;
  }
}

export function parseCall(parser: Parser, callee: Expression): Expression {
  const { line } = parser.current;
  return { kind: "call", callee, args: parseArguments(parser), line };
}

function parseAttribute(parser: Parser, target: Expression): Expression {
  const { line } = parser.next();
  const token = parser.next();
  if (token.kind === "name") return { kind: "attribute", target, name: token.text, line };
  if (token.kind !== "integer") parser.fail("A name or a number is expected after the dot.", token.line);
  return { kind: "item", target, index: { kind: "constant", value: readInteger(token), line }, line };
}

function parseSubscript(parser: Parser, target: Expression): Expression {
  const { line } = parser.next();
  const parts: (Expression | SliceBounds)[] = [];
  while (!parser.isOperator("]")) {
    if (parts.length > 0) parser.expectOperator(",");
    parts.push(parseSubscribed(parser));
  }
  parser.expectOperator("]");
  const [only] = parts;
  if (parts.length === 1 && only !== undefined) {
    return isSlice(only) ? { kind: "slice", target, bounds: only, line } : { kind: "item", target, index: only, line };
  }
  const items = parts.filter((part): part is Expression => !isSlice(part));
  if (items.length < parts.length) throw new Refusal("A slice stands beside other subscripts.", { line });
  return { kind: "item", target, index: { kind: "tuple", items, line }, line };
}

function isSlice(part: Expression | SliceBounds): part is SliceBounds {
  return Array.isArray(part);
}

function parseSubscribed(parser: Parser): Expression | SliceBounds {
  let start: Expression | undefined;
  if (!parser.isOperator(":")) {
    start = parser.expression();
    if (!parser.isOperator(":")) return start;
  }
  parser.next();
  const stop = parser.isOperator(":", "]", ",") ? undefined : parser.expression();
  if (!parser.skipOperator(":")) return [start, stop, undefined];
  return [start, stop, parser.isOperator("]", ",") ? undefined : parser.expression()];
}
