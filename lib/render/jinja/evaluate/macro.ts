import { TemplateFailure } from "#lib/render/jinja/render-error.ts";
import { Dict } from "#lib/render/jinja/values/dict.ts";
import { orElse } from "#lib/render/jinja/values/or-else.ts";
import { PyObject } from "#lib/render/jinja/values/py-object.ts";
import { Tuple } from "#lib/render/jinja/values/tuple.ts";
import { Undefined } from "#lib/render/jinja/values/undefined.ts";
import type { Arguments, Value } from "#lib/render/jinja/values/value.ts";

interface MacroDefinition {
  readonly name: string | null;
  readonly parameters: readonly string[];
  /** Which of caller, varargs and kwargs its body reads. */
  readonly special: ReadonlySet<string>;
  /** Runs the body; a parameter that was not given has no entry. */
  run(parameters: Map<string, Value>): Value;
}

export class Macro extends PyObject {
  override readonly typeName = "Macro";
  readonly #definition: MacroDefinition;

  constructor(definition: MacroDefinition) {
    super();
    this.#definition = definition;
  }

  override attribute(name: string): Value | undefined {
    const { special, parameters } = this.#definition;
    if (name === "name") return this.#definition.name;
    if (name === "arguments") return new Tuple([...parameters]);
    if (name === "caller") return special.has("caller");
    if (name === "catch_kwargs") return special.has("kwargs");
    return name === "catch_varargs" ? special.has("varargs") : undefined;
  }

  override call(args: Arguments): Value {
    const { parameters, special } = this.#definition;
    const waiting = new Map(args.named);
    const given = new Map<string, Value>();
    parameters.forEach((name, index) => {
      const value = orElse(args.positional[index], waiting.get(name));
      if (args.positional[index] === undefined) waiting.delete(name);
      if (value !== undefined) given.set(name, value);
    });
    if (special.has("caller")) given.set("caller", takeCaller(waiting));
    const rest = args.positional.slice(parameters.length);
    if (special.has("kwargs")) given.set("kwargs", Dict.from(waiting));
    else for (const name of waiting.keys()) throw new TemplateFailure(`The macro takes no parameter ${name}.`);
    if (special.has("varargs")) given.set("varargs", new Tuple(rest));
    else if (rest.length > 0) throw new TemplateFailure("The macro is given too many arguments.");
    return this.#definition.run(given);
  }
}

function takeCaller(waiting: Map<string, Value>): Value {
  const caller = waiting.get("caller");
  waiting.delete("caller");
  return orElse(caller, new Undefined("The macro is called without a call block.", { variable: "caller" }));
}
