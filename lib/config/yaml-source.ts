import { type Document, isAlias, isMap, isScalar, isSeq, LineCounter, type Node, parseDocument, visit } from "yaml";
import type { ConfigProblem } from "./config-error.ts";
import type { ConfigPath } from "./problem-at.ts";

export interface YamlSource {
  readonly value: unknown;
  /** What is wrong with the YAML itself. */
  readonly problems: readonly ConfigProblem[];
  /** The line of a field, or of the nearest field around it that is there. */
  lineOf(path: ConfigPath): number | undefined;
}

export function parseYamlSource(file: string, text: string): YamlSource {
  const lines = new LineCounter();
  const problemAt = (offset: number, code: string): ConfigProblem => ({
    file,
    line: lines.linePos(offset).line,
    field: "",
    ...sentenceFor(code, text, offset),
  });
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  const problems = document.errors.map((error) => problemAt(error.pos[0], error.code));
  visit(document, {
    Alias: (_, alias) => {
      if (alias.resolve(document) === undefined) problems.push(problemAt(alias.range?.[0] ?? 0, "BAD_ALIAS"));
    },
  });
  const lineOf = (path: ConfigPath) => {
    const offset = offsetOf(document, path);
    return offset === undefined ? undefined : lines.linePos(offset).line;
  };
  return { value: problems.length > 0 ? undefined : document.toJS({ maxAliasCount: 100 }), problems, lineOf };
}

/** The parser's own sentences quote the text, in which a secret may stand. */
function sentenceFor(code: string, text: string, at: number): Pick<ConfigProblem, "wrong" | "right"> {
  if (code === "DUPLICATE_KEY") {
    const name = /^["']?([\w.-]{1,60})/.exec(text.slice(at))?.[1];
    return {
      wrong: `${name === undefined ? "a field" : `the field ${name}`} is there twice`,
      right: "keep one of them",
    };
  }
  if (code === "TAB_AS_INDENT") return { wrong: "the line is indented with a tab", right: "indent with spaces" };
  if (code === "BAD_INDENT")
    return { wrong: "the indentation fits nothing above", right: "align it with its siblings" };
  if (code === "BAD_ALIAS") return { wrong: "a value begins with *", right: "put the value in quotes" };
  if (code === "MULTIPLE_DOCS") return { wrong: "there is a second document", right: "remove the line ---" };
  return { wrong: `this is not YAML (${code})`, right: "check indentation, quotes and colons here" };
}

function offsetOf(document: Document, path: ConfigPath): number | undefined {
  let node: unknown = document.contents;
  let offset: number | undefined;
  for (const part of path) {
    const step = stepInto(isAlias(node) ? node.resolve(document) : node, part);
    if (step === undefined) break;
    offset = step.offset ?? offset;
    node = step.node;
  }
  return offset;
}

function stepInto(node: unknown, part: PropertyKey): { node: unknown; offset: number | undefined } | undefined {
  if (isMap(node)) {
    const pair = node.items.find(({ key }) => isScalar(key) && String(key.value) === String(part));
    // The parser gives every key of a document it has read a range.
    return pair && { node: pair.value, offset: (pair.key as Node).range?.[0] };
  }
  if (isSeq(node)) {
    const item = node.items[Number(part)];
    // Items of a parsed list are nodes.
    return item === undefined ? undefined : { node: item, offset: (item as Node).range?.[0] };
  }
  return undefined;
}
