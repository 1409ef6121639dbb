import type { Body, Expression, Statement } from "./nodes.ts";
import { parseExpression } from "./parse-expression.ts";
import { parseTuple } from "./parse-primary.ts";
import { parseStatement } from "./parse-statement.ts";
import { Parser } from "./parser.ts";
import type { Token } from "./token.ts";

export function parseTemplate(tokens: readonly Token[]): Body {
  return new Parser(tokens, { expression: parseExpression, bodyUntil: parseUntil }).bodyUntil([]);
}

/** The body of a block up to one of its end words, which stays current; without words, up to the end of the template. */
function parseUntil(parser: Parser, endWords: readonly string[]): Body {
  const body: Statement[] = [];
  let parts: (string | Expression)[] = [];
  let { line } = parser.current;
  const flush = () => {
    if (parts.length > 0) body.push({ kind: "output", parts, line });
    parts = [];
  };
  while (!parser.isKind("end")) {
    const token = parser.next();
    if (parts.length === 0) line = token.line;
    if (token.kind === "data") {
      parts.push(token.text);
    } else if (token.kind === "variable-begin") {
      parts.push(parseTuple(parser));
      parser.expect("variable-end");
    } else {
      flush();
      if (parser.isName(...endWords)) return body;
      body.push(parseStatement(parser));
      parser.expect("block-end");
    }
  }
  if (endWords.length > 0) parser.fail(`The template ends where ${endWords.join(" or ")} is expected.`);
  flush();
  return body;
}
