import type { CallArguments, Expression } from "#lib/render/jinja/syntax/nodes.ts";
import { Dict } from "#lib/render/jinja/values/dict.ts";
import { iterate } from "#lib/render/jinja/values/iterate.ts";
import { unmarked } from "#lib/render/jinja/values/marked-text.ts";
import { typeFailure } from "#lib/render/jinja/values/type-failure.ts";
import type { Arguments, Value } from "#lib/render/jinja/values/value.ts";

export function evaluateArguments(args: CallArguments, value: (node: Expression) => Value): Arguments {
  const positional = args.positional.map(value);
  const named = new Map<string, Value>();
  for (const [name, node] of args.named) {
    named.set(name, value(node));
  }
  if (args.spread !== undefined) positional.push(...iterate(value(args.spread)));
  if (args.spreadNamed !== undefined) addNamed(named, value(args.spreadNamed));
  return { positional, named };
}

function addNamed(named: Map<string, Value>, value: Value): void {
  if (!(value instanceof Dict)) typeFailure("After ** stands something other than a dict.", value);
  for (const [key, item] of value.entries()) {
    const name = unmarked(key);
    if (typeof name !== "string") typeFailure("The names of parameters are text.", name);
    if (named.has(name)) typeFailure(`The parameter ${name} is given twice.`);
    named.set(name, item);
  }
}
