import type { Statement } from "./nodes.ts";
import { parseVariableName } from "./parse-target.ts";
import type { Parser } from "./parser.ts";

export function parseInclude(parser: Parser, line: number): Statement {
  const file = parser.expression();
  const ignoreMissing = parser.isName("ignore") && isFollowedBy(parser, "missing");
  if (ignoreMissing) {
    parser.next();
    parser.next();
  }
  return { kind: "include", file, ignoreMissing, withContext: parseContext(parser) ?? true, line };
}

export function parseImport(parser: Parser, line: number): Statement {
  const file = parser.expression();
  parser.expectName("as");
  const name = parseVariableName(parser);
  return { kind: "import", file, name, withContext: parseContext(parser) ?? false, line };
}

export function parseFromImport(parser: Parser, line: number): Statement {
  const file = parser.expression();
  parser.expectName("import");
  const names: [string, string][] = [];
  for (;;) {
    if (names.length > 0) parser.expectOperator(",");
    const early = parseContext(parser);
    if (early !== undefined) return { kind: "from-import", file, names, withContext: early, line };
    const name = parseVariableName(parser);
    if (name.startsWith("_")) parser.fail("Names that begin with an underscore cannot be imported.", line);
    names.push([name, parser.skipName("as") ? parseVariableName(parser) : name]);
    const context = parseContext(parser);
    if (context !== undefined || !parser.isOperator(",")) {
      return { kind: "from-import", file, names, withContext: context ?? false, line };
    }
  }
}

function parseContext(parser: Parser): boolean | undefined {
  if (!parser.isName("with", "without") || !isFollowedBy(parser, "context")) return undefined;
  const { text } = parser.next();
  parser.next();
  return text === "with";
}

function isFollowedBy(parser: Parser, word: string): boolean {
  return parser.following.kind === "name" && parser.following.text === word;
}
