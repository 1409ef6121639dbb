import type { Environment, Helper } from "#lib/render/jinja/evaluate/environment.ts";
import { type Bound, bind, type Parameters } from "#lib/render/jinja/values/parameters.ts";
import type { Value } from "#lib/render/jinja/values/value.ts";

/** A filter or test whose parameters are bound as Python binds them. */
export function helper<P extends Parameters>(
  parameters: P,
  run: (bound: Bound<P>, environment: Environment) => Value,
): Helper {
  return (args, environment) => run(bind(parameters, args), environment);
}

export type HelperTable = ReadonlyMap<string, Helper>;
