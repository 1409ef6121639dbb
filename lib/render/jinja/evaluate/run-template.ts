import type { Template } from "#lib/render/jinja/syntax/template.ts";
import type { Value } from "#lib/render/jinja/values/value.ts";
import { Context } from "./context.ts";
import type { Environment, VariableSource } from "./environment.ts";
import { evaluateExpression } from "./evaluate-expression.ts";
import { executeBody } from "./execute-body.ts";
import { Frame } from "./frame.ts";
import type { Run } from "./run.ts";

/** What a template writes, piece by piece, and the names it leaves behind. */
export function runTemplate(
  template: Template,
  environment: Environment,
  variables: VariableSource,
): { pieces: Value[]; context: Context } {
  return environment.budget.nest(() => {
    const context = new Context(variables);
    const { concat } = environment;
    const run: Run = {
      environment,
      context,
      scopes: template.scopes,
      concat,
      evaluate: (node, frame) => evaluateExpression(node, frame, run),
      runTemplate: (inner, source) => runTemplate(inner, environment, source),
      execute: (body, frame, output) => executeBody(body, frame, output, run),
    };
    const pieces: Value[] = [];
    run.execute(template.body, new Frame(template.scopes.root, context), pieces);
    return { pieces, context };
  });
}
