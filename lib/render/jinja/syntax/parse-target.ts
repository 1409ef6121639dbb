import type { Expression, Target } from "./nodes.ts";
import { parsePrimary } from "./parse-primary.ts";
import type { Parser } from "./parser.ts";

const RESERVED: ReadonlySet<string> = new Set(["true", "false", "none", "True", "False", "None"]);

/** What stands left of `=` or `in`: names, in parentheses or not, separated by commas. */
export function parseTarget(parser: Parser, endWord?: string, options: { withNamespace?: boolean } = {}): Target {
  const { following } = parser;
  if (options.withNamespace && following.kind === "operator" && following.text === ".")
    return parseNamespaceTarget(parser);
  const items: Target[] = [];
  let hasComma = false;
  while (!isEnd(parser, endWord)) {
    items.push(asTarget(parser, parsePrimary(parser)));
    if (!parser.skipOperator(",")) break;
    hasComma = true;
  }
  const [only] = items;
  if (only === undefined) return parser.fail("A name is expected here.");
  return hasComma ? { kind: "variables", items } : only;
}

function parseNamespaceTarget(parser: Parser): Target {
  const { text: name } = parser.expect("name");
  parser.next();
  return { kind: "namespace", name, attribute: parser.expect("name").text };
}

function isEnd(parser: Parser, endWord: string | undefined): boolean {
  if (parser.isKind("variable-end") || parser.isKind("block-end") || parser.isOperator(")")) return true;
  return endWord !== undefined && parser.isName(endWord);
}

function asTarget(parser: Parser, node: Expression): Target {
  if (node.kind === "name") return { kind: "variable", name: node.name };
  if (node.kind === "tuple") return { kind: "variables", items: node.items.map((item) => asTarget(parser, item)) };
  return parser.fail("Only names can be assigned to.", node.line);
}

export function parseVariableName(parser: Parser): string {
  const { text, line } = parser.expect("name");
  if (RESERVED.has(text)) parser.fail(`${text} cannot be assigned to.`, line);
  return text;
}
