import type { Body, Statement, StatementOf } from "#lib/render/jinja/syntax/nodes.ts";
import { atLine } from "#lib/render/jinja/syntax/template.ts";
import { MarkedText } from "#lib/render/jinja/values/marked-text.ts";
import { str } from "#lib/render/jinja/values/repr.ts";
import { truth } from "#lib/render/jinja/values/truth.ts";
import type { Value } from "#lib/render/jinja/values/value.ts";
import { assign, unpack } from "./assign.ts";
import { executeFor } from "./execute-for.ts";
import { executeInclude, importModule, importName } from "./execute-import.ts";
import { executeCallBlock, executeMacro } from "./execute-macro.ts";
import { Frame } from "./frame.ts";
import { openedBy } from "./opened-by.ts";
import type { Run } from "./run.ts";

export function executeBody(body: Body, frame: Frame, output: Value[], run: Run): void {
  for (const statement of body) atLine(statement.line, () => executeStatement(statement, frame, output, run));
}

function executeStatement(node: Statement, frame: Frame, output: Value[], run: Run): void {
  switch (node.kind) {
    case "output":
      executeOutput(node, frame, output, run);
      break;
    case "if":
      executeIf(node, frame, output, run);
      break;
    case "for":
      executeFor(node, frame, output, run);
      break;
    case "set":
      executeSet(node, frame, run);
      break;
    case "set-block":
      executeSetBlock(node, frame, run);
      break;
    case "filter-block":
      executeFilterBlock(node, frame, output, run);
      break;
    case "with":
      executeWith(node, frame, output, run);
      break;
    case "macro":
      executeMacro(node, frame, run);
      break;
    case "call-block":
      executeCallBlock(node, frame, output, run);
      break;
    case "include":
      executeInclude(node, frame, output, run);
      break;
    case "import":
      assign({ kind: "variable", name: node.name }, importModule(node, frame, run), frame, run);
      break;
    case "from-import":
      executeFromImport(node, frame, run);
      break;
  }
}

function executeOutput(node: StatementOf<"output">, frame: Frame, output: Value[], run: Run): void {
  const { finalize, trace } = run.environment;
  for (const part of node.parts) {
    const isText = typeof part === "string";
    if (isText) write(part, output, run);
    else
      atLine(part.line, () =>
        write(
          trace.source(() => finalize(run.evaluate(part, frame))),
          output,
          run,
        ),
      );
    trace.wrote(output, isText);
  }
}

function executeSet(node: StatementOf<"set">, frame: Frame, run: Run): void {
  const { trace } = run.environment;
  const value = trace.source(() => run.evaluate(node.value, frame));
  assign(node.target, value, frame, run);
  if (frame.isTop && node.target.kind === "variable") trace.assigned(node.target.name);
}

function write(value: Value, output: Value[], run: Run): void {
  const piece = value instanceof MarkedText ? value : str(value);
  run.environment.budget.write(str(piece).length);
  output.push(piece);
}

function executeIf(node: StatementOf<"if">, frame: Frame, output: Value[], run: Run): void {
  const { trace } = run.environment;
  trace.branch(() => {
    const taken = node.branches.find(([test]) => truth(trace.decide(() => run.evaluate(test, frame))));
    run.execute(taken?.[1] ?? node.otherwise, frame, output);
  });
}

/** What a block of its own scope writes. */
function capture(node: StatementOf<"set-block" | "filter-block">, frame: Frame, run: Run): [Value, Frame] {
  const inner = new Frame(openedBy(node, run).body, run.context, frame);
  const written: Value[] = [];
  run.execute(node.body, inner, written);
  return [run.concat(written), inner];
}

function executeSetBlock(node: StatementOf<"set-block">, frame: Frame, run: Run): void {
  const [text, inner] = capture(node, frame, run);
  const value = node.filter === undefined ? text : run.evaluate(withInnermost(node.filter, text), inner);
  assign(node.target, value, frame, run);
}

function executeFilterBlock(node: StatementOf<"filter-block">, frame: Frame, output: Value[], run: Run): void {
  const [text, inner] = capture(node, frame, run);
  write(run.evaluate(withInnermost(node.filter, text), inner), output, run);
}

/** The chain of a block's filters, with the block's text where the first filter has no target. */
function withInnermost(
  filter: StatementOf<"filter-block">["filter"],
  value: Value,
): StatementOf<"filter-block">["filter"] {
  const { target, line } = filter;
  if (target === undefined) return { ...filter, target: { kind: "constant", value, line } };
  return target.kind === "filter" ? { ...filter, target: withInnermost(target, value) } : filter;
}

function executeWith(node: StatementOf<"with">, frame: Frame, output: Value[], run: Run): void {
  const parameters = new Map<string, Value>();
  for (const [target, expression] of node.assignments) unpack(target, run.evaluate(expression, frame), parameters);
  run.execute(node.body, new Frame(openedBy(node, run).body, run.context, frame, parameters), output);
}

function executeFromImport(node: StatementOf<"from-import">, frame: Frame, run: Run): void {
  const module = importModule(node, frame, run);
  for (const [name, alias] of node.names)
    assign({ kind: "variable", name: alias }, importName(module, name), frame, run);
}
