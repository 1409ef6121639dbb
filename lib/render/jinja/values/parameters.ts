import { TemplateFailure } from "#lib/render/jinja/render-error.ts";
import { Dict } from "./dict.ts";
import { Tuple } from "./tuple.ts";
import type { Arguments, Value } from "./value.ts";

/** A parameter without a default. */
export const REQUIRED = Symbol("required");
/** Takes the positional arguments that are left, as a tuple. */
export const REST = Symbol("rest");
/** Takes the named arguments that are left, as a dict. */
export const NAMED_REST = Symbol("named rest");

export type Parameters = Readonly<Record<string, Value | typeof REQUIRED | typeof REST | typeof NAMED_REST>>;
export type Bound<P extends Parameters> = {
  readonly [K in keyof P]: P[K] extends typeof REST ? Tuple : P[K] extends typeof NAMED_REST ? Dict : Value;
};

/** Assigns arguments to parameters in order and by name, and fails where Python would. */
export function bind<P extends Parameters>(parameters: P, args: Arguments): Bound<P> {
  const bound: Record<string, Value> = Object.create(null);
  const waiting = new Map(args.named);
  let next = 0;
  for (const [name, fallback] of Object.entries(parameters)) {
    if (fallback === REST) {
      bound[name] = new Tuple(args.positional.slice(next));
      next = Math.max(next, args.positional.length);
    } else if (fallback === NAMED_REST) {
      bound[name] = Dict.from(waiting);
      waiting.clear();
    } else {
      const positional = args.positional[next];
      next += 1;
      bound[name] = choose(name, positional, waiting, fallback);
    }
  }
  if (next < args.positional.length) throw new TemplateFailure("There are too many arguments.");
  for (const name of waiting.keys()) throw new TemplateFailure(`There is no parameter ${name}.`);
  // Every key of P was just set, with a tuple or a dict where P says so.
  return bound as Bound<P>;
}

function choose(
  name: string,
  positional: Value | undefined,
  waiting: Map<string, Value>,
  fallback: Value | typeof REQUIRED,
): Value {
  const named = waiting.get(name);
  if (positional !== undefined) {
    if (named !== undefined) throw new TemplateFailure(`The parameter ${name} is given twice.`);
    return positional;
  }
  if (named !== undefined) {
    waiting.delete(name);
    return named;
  }
  if (fallback === REQUIRED) throw new TemplateFailure(`The parameter ${name} is missing.`);
  return fallback;
}
