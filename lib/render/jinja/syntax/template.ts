import { isRenderError } from "#lib/render/jinja/render-error.ts";
import { analyzeScopes, type ScopeTable } from "#lib/render/jinja/scope/analyze-scopes.ts";
import { bodies, innerExpressions, operands, ownExpressions } from "#lib/render/jinja/scope/visit-names.ts";
import { checkConstants } from "./check-constants.ts";
import type { Delimiters } from "./delimiters.ts";
import { lexTemplate } from "./lex-template.ts";
import type { Body, Expression, Statement } from "./nodes.ts";
import { parseTemplate } from "./parse-template.ts";

/** A template that has been read and whose names, filters and tests are known to exist. */
export interface Template {
  readonly body: Body;
  readonly scopes: ScopeTable;
}

interface Names {
  filter(name: string): unknown;
  test(name: string): unknown;
}

export function compileTemplate(source: string, delimiters: Delimiters, names: Names): Template {
  const body = parseTemplate(lexTemplate(source, delimiters));
  checkNames(body, names);
  return { body, scopes: analyzeScopes(body) };
}

/** Ansible looks filters and tests up when it compiles: an unknown one fails even where it is never reached. */
function checkNames(body: Body, names: Names): void {
  const inExpression = (node: Expression): void => {
    atLine(node.line, () => {
      if (node.kind === "filter" || node.kind === "test") checkName(node.kind, node.name, names);
    });
    checkConstants(node);
    operands(node).forEach(inExpression);
  };
  const inStatement = (node: Statement): void => {
    for (const expression of [...ownExpressions(node), ...innerExpressions(node)]) inExpression(expression);
    for (const inner of bodies(node)) inner.forEach(inStatement);
  };
  body.forEach(inStatement);
}

function checkName(kind: "filter" | "test", name: string, names: Names): void {
  try {
    names[kind](name);
  } catch (error) {
    if (isRenderError(error)) error.message = `${error.message} (${name})`;
    throw error;
  }
}

/** Gives an error that knows no line this one. */
export function atLine<T>(line: number, run: () => T): T {
  try {
    return run();
  } catch (error) {
    if (isRenderError(error)) error.line ??= line;
    throw error;
  }
}
