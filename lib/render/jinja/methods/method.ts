import type { Budget } from "#lib/render/jinja/values/limits.ts";
import { type Bound, bind, type Parameters } from "#lib/render/jinja/values/parameters.ts";
import type { Arguments, Value } from "#lib/render/jinja/values/value.ts";

export type Method<Self> = (self: Self, args: Arguments, budget: Budget) => Value;

export function method<Self, P extends Parameters>(
  parameters: P,
  run: (self: Self, bound: Bound<P>, budget: Budget) => Value,
): Method<Self> {
  return (self, args, budget) => run(self, bind(parameters, args), budget);
}

/** Python's built-in methods take most arguments by place only. */
export function positionalMethod<Self, P extends Parameters>(
  parameters: P,
  run: (self: Self, bound: Bound<P>, budget: Budget) => Value,
): Method<Self> {
  return (self, args, budget) => {
    // An empty set of parameters fails on any name.
    if (args.named.size > 0) bind({}, { positional: [], named: args.named });
    return run(self, bind(parameters, args), budget);
  };
}
