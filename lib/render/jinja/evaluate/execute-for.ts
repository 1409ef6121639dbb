import { Refusal } from "#lib/render/jinja/render-error.ts";
import type { OpenedScopes } from "#lib/render/jinja/scope/analyze-scopes.ts";
import type { StatementOf } from "#lib/render/jinja/syntax/nodes.ts";
import { Dict } from "#lib/render/jinja/values/dict.ts";
import { iterate } from "#lib/render/jinja/values/iterate.ts";
import { truth } from "#lib/render/jinja/values/truth.ts";
import type { Value } from "#lib/render/jinja/values/value.ts";
import { unpack } from "./assign.ts";
import { Frame } from "./frame.ts";
import { Loop } from "./loop.ts";
import { openedBy } from "./opened-by.ts";
import type { Run } from "./run.ts";

export function executeFor(node: StatementOf<"for">, frame: Frame, output: Value[], run: Run): void {
  const { trace } = run.environment;
  trace.branch(() => {
    const items = trace.loop(() => run.evaluate(node.items, frame));
    // A recursive loop is a function to Jinja: its output is put together before it is written.
    const written: Value[] = node.isRecursive ? [] : output;
    runLoop(node, items, 0, frame, written, run);
    if (node.isRecursive) output.push(run.concat(written));
  });
}

function runLoop(
  node: StatementOf<"for">,
  source: Value,
  depth: number,
  frame: Frame,
  output: Value[],
  run: Run,
): void {
  const scopes = openedBy(node, run);
  const items = collect(node, source, scopes, frame, run);
  const recurse = (inner: Value, innerDepth: number) =>
    run.environment.budget.nest(() => {
      const written: Value[] = [];
      runLoop(node, inner, innerDepth, frame, written, run);
      return run.concat(written);
    });
  const loop = new Loop(items, depth, node.isRecursive ? recurse : undefined);
  const size = sizeOf(source);
  items.forEach((item, index) => {
    run.environment.budget.step();
    loop.moveTo(index);
    const parameters = unpack(node.target, item);
    if (scopes.special.has("loop")) parameters.set("loop", loop);
    run.execute(node.body, new Frame(scopes.body, run.context, frame, parameters), output);
    if (sizeOf(source) !== size) throw new Refusal("A loop changes what it goes over.");
  });
  if (items.length === 0 && node.otherwise.length > 0) {
    run.execute(node.otherwise, new Frame(scopes.otherwise ?? scopes.body, run.context, frame), output);
  }
}

/** Of what a template can change. */
function sizeOf(value: Value): number {
  return Array.isArray(value) ? value.length : value instanceof Dict ? value.size : 0;
}

function collect(node: StatementOf<"for">, source: Value, scopes: OpenedScopes, frame: Frame, run: Run): Value[] {
  const items: Value[] = [];
  for (const item of iterate(source)) {
    run.environment.budget.step();
    if (node.test === undefined || passes(node, item, scopes, frame, run)) items.push(item);
  }
  return items;
}

function passes(node: StatementOf<"for">, item: Value, scopes: OpenedScopes, frame: Frame, run: Run): boolean {
  if (scopes.test === undefined || node.test === undefined) throw new Refusal("A loop's condition has no scope.");
  return truth(run.evaluate(node.test, new Frame(scopes.test, run.context, frame, unpack(node.target, item))));
}
