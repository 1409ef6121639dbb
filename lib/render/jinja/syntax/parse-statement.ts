import { Refusal } from "#lib/render/jinja/render-error.ts";
import type { Body, Expression, Signature, Statement, StatementOf } from "./nodes.ts";
import { parseFilter } from "./parse-filter.ts";
import { parseFromImport, parseImport, parseInclude } from "./parse-import.ts";
import { parseTuple } from "./parse-primary.ts";
import { parseTarget, parseVariableName } from "./parse-target.ts";
import type { Parser } from "./parser.ts";

const PARSERS: ReadonlyMap<string, (parser: Parser, line: number) => Statement> = new Map<
  string,
  (parser: Parser, line: number) => Statement
>([
  ["for", parseFor],
  ["if", parseIf],
  ["set", parseSet],
  ["with", parseWith],
  ["macro", parseMacro],
  ["call", parseCallBlock],
  ["filter", parseFilterBlock],
  ["print", parsePrint],
  ["include", parseInclude],
  ["import", parseImport],
  ["from", parseFromImport],
]);
const REFUSED: ReadonlySet<string> = new Set(["block", "extends", "autoescape"]);
// Python compiles no more than 20 blocks inside one another.
const DEEPEST = 15;
let depth = 0;

/** One tag with all that belongs to it, from its word on. */
export function parseStatement(parser: Parser): Statement {
  const { text, line } = parser.expect("name");
  if (REFUSED.has(text)) throw new Refusal(`The tag ${text} is not supported.`, { line });
  const parse = PARSERS.get(text);
  if (parse === undefined) return parser.fail(`There is no tag ${text} here.`, line);
  depth += 1;
  try {
    if (depth > DEEPEST) throw new Refusal("Tags nest too deeply.", { line });
    return parse(parser, line);
  } finally {
    depth -= 1;
  }
}

/** The body after a tag, up to one of these words, which is consumed and answered. */
function parseBody(parser: Parser, ...endWords: readonly string[]): [Body, string] {
  parser.skipOperator(":");
  parser.expect("block-end");
  const body = parser.bodyUntil(endWords);
  return [body, parser.next().text];
}

function parseFor(parser: Parser, line: number): StatementOf<"for"> {
  const target = parseTarget(parser, "in");
  parser.expectName("in");
  const items = parseTuple(parser, { withConditional: false, endWord: "recursive" });
  const test = parser.skipName("if") ? parser.expression() : undefined;
  const isRecursive = parser.skipName("recursive");
  const [body, word] = parseBody(parser, "endfor", "else");
  const [otherwise] = word === "else" ? parseBody(parser, "endfor") : [[]];
  return { kind: "for", target, items, test, isRecursive, body, otherwise, line };
}

function parseIf(parser: Parser, line: number): Statement {
  const branches: [Expression, Body][] = [];
  for (;;) {
    const test = parseTuple(parser, { withConditional: false });
    const [body, word] = parseBody(parser, "elif", "else", "endif");
    branches.push([test, body]);
    if (word === "elif") continue;
    const [otherwise] = word === "else" ? parseBody(parser, "endif") : [[]];
    return { kind: "if", branches, otherwise, line };
  }
}

function parseSet(parser: Parser, line: number): Statement {
  const target = parseTarget(parser, undefined, { withNamespace: true });
  if (parser.skipOperator("=")) return { kind: "set", target, value: parseTuple(parser), line };
  let filter: ReturnType<typeof parseFilter> | undefined;
  while (parser.skipOperator("|")) filter = parseFilter(parser, filter);
  const [body] = parseBody(parser, "endset");
  return { kind: "set-block", target, filter, body, line };
}

function parseWith(parser: Parser, line: number): StatementOf<"with"> {
  const assignments: [StatementOf<"with">["assignments"][number][0], Expression][] = [];
  while (!parser.isKind("block-end")) {
    if (assignments.length > 0) parser.expectOperator(",");
    const target = parseTarget(parser);
    parser.expectOperator("=");
    assignments.push([target, parser.expression()]);
  }
  const [body] = parseBody(parser, "endwith");
  return { kind: "with", assignments, body, line };
}

function parseMacro(parser: Parser, line: number): Statement {
  const name = parseVariableName(parser);
  const signature = parseSignature(parser);
  const [body] = parseBody(parser, "endmacro");
  return { kind: "macro", name, signature, body, line };
}

function parseSignature(parser: Parser): Signature {
  const parameters: string[] = [];
  const defaults: Expression[] = [];
  parser.expectOperator("(");
  while (!parser.isOperator(")")) {
    if (parameters.length > 0) parser.expectOperator(",");
    parameters.push(parseVariableName(parser));
    if (parser.skipOperator("=")) defaults.push(parser.expression());
    else if (defaults.length > 0) parser.fail("A parameter without a default follows one with a default.");
  }
  parser.expectOperator(")");
  if (new Set(parameters).size < parameters.length) throw new Refusal("A macro has two parameters of one name.");
  return { parameters, defaults };
}

function parseCallBlock(parser: Parser, line: number): Statement {
  const signature = parser.isOperator("(") ? parseSignature(parser) : { parameters: [], defaults: [] };
  const call = parser.expression();
  if (call.kind !== "call") return parser.fail("A call is expected here.", line);
  const [body] = parseBody(parser, "endcall");
  return { kind: "call-block", call, signature, body, line };
}

function parseFilterBlock(parser: Parser, line: number): Statement {
  let filter = parseFilter(parser, undefined);
  while (parser.skipOperator("|")) filter = parseFilter(parser, filter);
  const [body] = parseBody(parser, "endfilter");
  return { kind: "filter-block", filter, body, line };
}

function parsePrint(parser: Parser, line: number): Statement {
  const parts: Expression[] = [];
  while (!parser.isKind("block-end")) {
    if (parts.length > 0) parser.expectOperator(",");
    parts.push(parser.expression());
  }
  return { kind: "output", parts, line };
}
