import type { ScopeTable } from "#lib/render/jinja/scope/analyze-scopes.ts";
import type { Body, Expression } from "#lib/render/jinja/syntax/nodes.ts";
import type { Template } from "#lib/render/jinja/syntax/template.ts";
import type { Value } from "#lib/render/jinja/values/value.ts";
import type { Context } from "./context.ts";
import type { Concat, Environment, VariableSource } from "./environment.ts";
import type { Frame } from "./frame.ts";

/** One template at work. Its parts come back to the whole through it. */
export interface Run {
  readonly environment: Environment;
  readonly context: Context;
  readonly scopes: ScopeTable;
  /** As it was when the template began. */
  readonly concat: Concat;
  evaluate(node: Expression, frame: Frame): Value;
  /** Another template, for an include or an import. */
  runTemplate(template: Template, variables: VariableSource): { pieces: Value[]; context: Context };
  execute(body: Body, frame: Frame, output: Value[]): void;
}
