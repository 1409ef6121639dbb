import type { Expression } from "#lib/render/jinja/syntax/nodes.ts";
import { binary, negate } from "#lib/render/jinja/values/arithmetic.ts";
import { Dict } from "#lib/render/jinja/values/dict.ts";
import { orElse } from "#lib/render/jinja/values/or-else.ts";
import { str } from "#lib/render/jinja/values/repr.ts";
import { slice } from "#lib/render/jinja/values/slice.ts";
import { truth } from "#lib/render/jinja/values/truth.ts";
import { Tuple } from "#lib/render/jinja/values/tuple.ts";
import { Undefined, undefinedName } from "#lib/render/jinja/values/undefined.ts";
import type { Value } from "#lib/render/jinja/values/value.ts";
import { getAttribute, getItem } from "./access.ts";
import { callValue } from "./call-value.ts";
import { evaluateArguments } from "./evaluate-arguments.ts";
import { evaluateCompare } from "./evaluate-compare.ts";
import type { Frame } from "./frame.ts";
import type { Run } from "./run.ts";

type Kind<K extends Expression["kind"]> = Extract<Expression, { kind: K }>;

export function evaluateExpression(node: Expression, frame: Frame, run: Run): Value {
  const { budget } = run.environment;
  budget.step();
  const result = evaluateKind(node, frame, run);
  if (typeof result === "string" || Array.isArray(result)) budget.allow(result.length);
  return result;
}

function evaluateKind(node: Expression, frame: Frame, run: Run): Value {
  const value = (operand: Expression) => run.evaluate(operand, frame);
  switch (node.kind) {
    case "constant":
      return node.value;
    case "name":
      run.environment.trace.read(node.name);
      return orElse(frame.get(node.name), undefinedName(node.name));
    case "list":
      return node.items.map(value);
    case "tuple":
      return new Tuple(node.items.map(value));
    case "dict":
      return Dict.from(node.pairs.map(([key, item]) => [value(key), value(item)]));
    case "conditional":
      return conditional(node, value);
    case "or":
    case "and":
      return shortCircuit(node, value);
    case "not":
      return !truth(value(node.operand));
    case "compare":
      return evaluateCompare(node, value);
    case "binary":
      return binary(node.operator, value(node.left), value(node.right), run.environment.budget);
    case "sign":
      return negate(value(node.operand), node.operator);
    case "concat":
      return concat(node, value, run);
    case "attribute":
      return getAttribute(value(node.target), node.name, run.environment);
    case "item":
      return getItem(value(node.target), value(node.index), run.environment);
    case "slice":
      return sliced(node, value);
    case "call":
      return callValue(value(node.callee), evaluateArguments(node.args, value));
    case "filter":
    case "test":
      return help(node, value, run);
  }
}

type Evaluate = (node: Expression) => Value;

function conditional(node: Kind<"conditional">, value: Evaluate): Value {
  if (truth(value(node.test))) return value(node.then);
  if (node.otherwise !== undefined) return value(node.otherwise);
  return new Undefined("An inline if without else has no value.", { strict: false });
}

function shortCircuit(node: Kind<"or" | "and">, value: Evaluate): Value {
  const left = value(node.left);
  return truth(left) === (node.kind === "or") ? left : value(node.right);
}

function concat(node: Kind<"concat">, value: Evaluate, run: Run): string {
  const parts = node.parts.map(value).map(str);
  run.environment.budget.allow(parts.reduce((sum, part) => sum + part.length, 0));
  return parts.join("");
}

function sliced(node: Kind<"slice">, value: Evaluate): Value {
  const target = value(node.target);
  const [start = null, stop = null, step = null] = node.bounds.map((bound) =>
    bound === undefined ? null : value(bound),
  );
  return slice(target, start, stop, step);
}

function help(node: Kind<"filter" | "test">, value: Evaluate, run: Run): Value {
  const { environment } = run;
  const helper = node.kind === "filter" ? environment.filter(node.name) : environment.test(node.name);
  const first = node.target === undefined ? [] : [value(node.target)];
  const { positional, named } = evaluateArguments(node.args, value);
  return helper({ positional: [...first, ...positional], named }, environment);
}
