import type { StatementOf } from "#lib/render/jinja/syntax/nodes.ts";
import { Undefined } from "#lib/render/jinja/values/undefined.ts";
import type { Value } from "#lib/render/jinja/values/value.ts";
import { callValue } from "./call-value.ts";
import { evaluateArguments } from "./evaluate-arguments.ts";
import { Frame } from "./frame.ts";
import { Macro } from "./macro.ts";
import { openedBy } from "./opened-by.ts";
import type { Run } from "./run.ts";

export function executeMacro(node: StatementOf<"macro">, frame: Frame, run: Run): void {
  const macro = makeMacro(node, node.name, frame, run);
  frame.set(node.name, macro);
  if (frame.isTop) run.context.assign(node.name, macro);
}

/** A call block is a macro without a name, which the called macro knows as its caller. */
export function executeCallBlock(node: StatementOf<"call-block">, frame: Frame, output: Value[], run: Run): void {
  const caller = makeMacro(node, null, frame, run);
  const { callee, args } = node.call;
  const target = run.evaluate(callee, frame);
  const { positional, named } = evaluateArguments(args, (operand) => run.evaluate(operand, frame));
  output.push(
    run.environment.finalize(callValue(target, { positional, named: new Map([...named, ["caller", caller]]) })),
  );
}

function makeMacro(node: StatementOf<"macro" | "call-block">, name: string | null, frame: Frame, run: Run): Macro {
  const { body: scope, special } = openedBy(node, run);
  const { parameters, defaults } = node.signature;
  const firstDefault = parameters.length - defaults.length;
  return new Macro({
    name,
    parameters,
    special,
    run: (given) =>
      run.environment.budget.nest(() => {
        const inner = new Frame(scope, run.context, frame, given);
        parameters.forEach((parameter, index) => {
          if (given.has(parameter)) return;
          const fallback = defaults[index - firstDefault];
          inner.set(parameter, fallback === undefined ? notProvided(parameter) : run.evaluate(fallback, inner));
        });
        const written: Value[] = [];
        run.execute(node.body, inner, written);
        return run.concat(written);
      }),
  });
}

function notProvided(parameter: string): Undefined {
  return new Undefined(`The parameter ${parameter} was not provided.`, { variable: parameter });
}
