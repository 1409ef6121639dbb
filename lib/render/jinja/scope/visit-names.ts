import type { Body, CallArguments, Expression, Statement, Target } from "#lib/render/jinja/syntax/nodes.ts";

/** The expressions directly inside an expression. */
export function operands(node: Expression): readonly Expression[] {
  switch (node.kind) {
    case "constant":
    case "name":
      return [];
    case "tuple":
    case "list":
      return node.items;
    case "dict":
      return node.pairs.flat();
    case "conditional":
      return [node.test, node.then, ...(node.otherwise === undefined ? [] : [node.otherwise])];
    case "or":
    case "and":
    case "binary":
      return [node.left, node.right];
    case "not":
    case "sign":
      return [node.operand];
    case "compare":
      return [node.first, ...node.steps.map(([, operand]) => operand)];
    case "concat":
      return node.parts;
    case "attribute":
      return [node.target];
    case "item":
      return [node.target, node.index];
    case "slice":
      return [node.target, ...node.bounds.filter((bound) => bound !== undefined)];
    case "call":
      return [node.callee, ...argumentsOf(node.args)];
    case "filter":
      return [...(node.target === undefined ? [] : [node.target]), ...argumentsOf(node.args)];
    case "test":
      return [node.target, ...argumentsOf(node.args)];
  }
}

function argumentsOf(args: CallArguments): readonly Expression[] {
  const spreads = [args.spread, args.spreadNamed].filter((spread) => spread !== undefined);
  return [...args.positional, ...args.named.map(([, value]) => value), ...spreads];
}

/** The expressions of a statement that its surrounding scope evaluates. */
export function ownExpressions(node: Statement): readonly Expression[] {
  switch (node.kind) {
    case "output":
      return node.parts.filter((part) => typeof part !== "string");
    case "for":
      return [node.items];
    case "if":
      return node.branches.map(([test]) => test);
    case "set":
      return [node.value];
    case "with":
      return node.assignments.map(([, value]) => value);
    case "call-block":
      return [node.call];
    case "filter-block":
      return [node.filter];
    case "include":
    case "import":
    case "from-import":
      return [node.file];
    case "macro":
    case "set-block":
      return [];
  }
}

/** Those of its own scopes: parameters' defaults and a loop's condition. */
export function innerExpressions(node: Statement): readonly Expression[] {
  if (node.kind === "macro" || node.kind === "call-block") return node.signature.defaults;
  if (node.kind === "for" && node.test !== undefined) return [node.test];
  if (node.kind === "set-block" && node.filter !== undefined) return [node.filter];
  return [];
}

export function bodies(node: Statement): readonly Body[] {
  if (node.kind === "for") return [node.body, node.otherwise];
  if (node.kind === "if") return [...node.branches.map(([, body]) => body), node.otherwise];
  return "body" in node ? [node.body] : [];
}

export function targetNames(target: Target): readonly string[] {
  if (target.kind === "variable") return [target.name];
  return target.kind === "variables" ? target.items.flatMap(targetNames) : [];
}

/** Which of these names are read somewhere in the body before it assigns them. */
export function readNames(body: Body, names: readonly string[]): ReadonlySet<string> {
  const open = new Set(names);
  const found = new Set<string>();
  const inExpression = (node: Expression): void => {
    if (node.kind === "name" && open.has(node.name)) found.add(node.name);
    for (const operand of operands(node)) inExpression(operand);
  };
  const inStatement = (node: Statement): void => {
    for (const name of assignedFirst(node)) open.delete(name);
    for (const expression of [...ownExpressions(node), ...innerExpressions(node)]) inExpression(expression);
    for (const inner of bodies(node)) inner.forEach(inStatement);
  };
  for (const statement of body) inStatement(statement);
  return found;
}

/** Jinja meets these names of a statement before it meets its expressions. */
function assignedFirst(node: Statement): readonly string[] {
  if (node.kind === "for" || node.kind === "set" || node.kind === "set-block") return targetNames(node.target);
  if (node.kind === "with") return node.assignments.flatMap(([target]) => targetNames(target));
  return node.kind === "macro" || node.kind === "call-block" ? node.signature.parameters : [];
}
