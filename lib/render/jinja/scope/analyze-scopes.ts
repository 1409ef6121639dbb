import { Refusal, TemplateFailure } from "#lib/render/jinja/render-error.ts";
import type { Body, Expression, Statement, StatementOf, Target } from "#lib/render/jinja/syntax/nodes.ts";
import { Scope } from "./scope.ts";
import { operands, ownExpressions, readNames, targetNames } from "./visit-names.ts";

/** The scopes that a statement opens, by what they are for. */
export interface OpenedScopes {
  readonly body: Scope;
  readonly otherwise?: Scope;
  readonly test?: Scope;
  /** The special names that a macro's body reads and so takes: caller, varargs, kwargs. Of a loop: loop. */
  readonly special: ReadonlySet<string>;
}

export interface ScopeTable {
  readonly root: Scope;
  readonly opened: ReadonlyMap<Statement, OpenedScopes>;
}

/** Decides every name of a template, as Jinja's compiler does. */
export function analyzeScopes(body: Body): ScopeTable {
  const opened = new Map<Statement, OpenedScopes>();
  const root = new Scope();
  analyze(body, root, opened);
  return { root, opened };
}

// A scope must be complete before those inside it look their names up in it.
function analyze(body: Body, scope: Scope, opened: Map<Statement, OpenedScopes>): void {
  const openers: Statement[] = [];
  visitBody(body, scope, openers);
  openInner(openers, scope, opened);
}

function openInner(openers: readonly Statement[], scope: Scope, opened: Map<Statement, OpenedScopes>): void {
  for (const statement of openers) {
    if (statement.kind === "for") opened.set(statement, openFor(statement, scope, opened));
    else if ("body" in statement) opened.set(statement, openBody(statement, scope, opened));
  }
}

function visitBody(body: Body, scope: Scope, openers: Statement[]): void {
  for (const statement of body) visitStatement(statement, scope, openers);
}

function visitStatement(node: Statement, scope: Scope, openers: Statement[]): void {
  if (node.kind === "if") {
    visitIf(node, scope, openers);
    return;
  }
  for (const expression of ownExpressions(node)) visitExpression(expression, scope);
  if ("body" in node) openers.push(node);
  if (node.kind === "set" || node.kind === "set-block") visitTarget(node.target, scope);
  else if (node.kind === "macro" || node.kind === "import") scope.store(node.name);
  else if (node.kind === "from-import") for (const [, alias] of node.names) scope.store(alias);
}

function visitIf(node: StatementOf<"if">, scope: Scope, openers: Statement[]): void {
  const [first, ...rest] = node.branches;
  if (first === undefined) return;
  visitExpression(first[0], scope);
  const body = scope.branch();
  visitBody(first[1], body, openers);
  // To Jinja the whole chain of elifs is one branch, in which each is an `if` of its own.
  const chain = scope.branch();
  for (const branch of rest) visitIf({ ...node, branches: [branch], otherwise: [] }, chain, openers);
  const otherwise = scope.branch();
  visitBody(node.otherwise, otherwise, openers);
  scope.merge([body, chain, otherwise]);
}

function visitExpression(node: Expression, scope: Scope): void {
  if (node.kind === "name") scope.load(node.name);
  for (const operand of operands(node)) visitExpression(operand, scope);
}

function visitTarget(target: Target, scope: Scope): void {
  if (target.kind === "namespace") scope.load(target.name);
  else for (const name of targetNames(target)) scope.store(name);
}

function declareAll(scope: Scope, names: readonly string[]): void {
  for (const name of names) scope.declare(name);
}

function openFor(node: StatementOf<"for">, outer: Scope, opened: Map<Statement, OpenedScopes>): OpenedScopes {
  const names = targetNames(node.target);
  if (names.includes("loop"))
    throw new TemplateFailure("The name loop cannot be a loop's variable.", { line: node.line });
  const special = node.isRecursive ? new Set(["loop"]) : readNames(node.body, ["loop"]);
  const body = new Scope(outer);
  declareAll(body, [...special, ...names]);
  analyze(node.body, body, opened);
  const otherwise = new Scope(outer);
  analyze(node.otherwise, otherwise, opened);
  const test = new Scope(outer);
  declareAll(test, names);
  if (node.test !== undefined) visitExpression(node.test, test);
  return { body, otherwise, test, special };
}

type WithBody = Extract<Statement, { body: Body }>;

function openBody(
  node: Exclude<WithBody, { kind: "for" }>,
  outer: Scope,
  opened: Map<Statement, OpenedScopes>,
): OpenedScopes {
  const body = new Scope(outer);
  const special = specialNames(node);
  const openers: Statement[] = [];
  if (node.kind === "macro" || node.kind === "call-block") {
    declareAll(body, [...special, ...node.signature.parameters]);
    for (const fallback of node.signature.defaults) visitExpression(fallback, body);
  }
  if (node.kind === "with")
    declareAll(
      body,
      node.assignments.flatMap(([target]) => targetNames(target)),
    );
  visitBody(node.body, body, openers);
  if (node.kind === "filter-block") visitExpression(node.filter, body);
  openInner(openers, body, opened);
  return { body, special };
}

function specialNames(node: WithBody): ReadonlySet<string> {
  if (node.kind !== "macro" && node.kind !== "call-block") return new Set();
  const read = readNames(node.body, ["caller", "kwargs", "varargs"]);
  const { parameters } = node.signature;
  if (parameters.includes("caller")) throw new Refusal("A macro names caller as its parameter.", { line: node.line });
  return new Set([...read].filter((name) => !parameters.includes(name)));
}
