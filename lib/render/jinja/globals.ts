import { pairsOf } from "#lib/render/jinja/methods/dict-methods.ts";
import { Refusal, TemplateFailure } from "#lib/render/jinja/render-error.ts";
import { Cycler, Joiner } from "#lib/render/jinja/values/cycler.ts";
import { Dict } from "#lib/render/jinja/values/dict.ts";
import { expectText } from "#lib/render/jinja/values/expect.ts";
import { Namespace } from "#lib/render/jinja/values/namespace.ts";
import { isInteger } from "#lib/render/jinja/values/number.ts";
import { bind, NAMED_REST, REST } from "#lib/render/jinja/values/parameters.ts";
import { PyFunction } from "#lib/render/jinja/values/py-function.ts";
import { Range } from "#lib/render/jinja/values/range.ts";
import { str } from "#lib/render/jinja/values/repr.ts";
import { typeFailure } from "#lib/render/jinja/values/type-failure.ts";
import { Undefined } from "#lib/render/jinja/values/undefined.ts";
import type { Arguments, Value } from "#lib/render/jinja/values/value.ts";

/** The functions that every template can name. */
export const GLOBALS: ReadonlyMap<string, Value> = new Map<string, Value>([
  ["range", new PyFunction(makeRange)],
  ["dict", new PyFunction(makeDict)],
  [
    "namespace",
    new PyFunction(
      (args) => new Namespace([...makeDict(args).entries()].map(([key, value]) => [expectText(key), value] as const)),
    ),
  ],
  ["cycler", new PyFunction(({ positional }) => new Cycler(positional))],
  ["joiner", new PyFunction((args) => new Joiner(bind({ sep: ", " }, args).sep))],
  ["undef", new PyFunction(makeUndefined)],
  ...["lookup", "query", "q", "now", "lipsum"].map((name): [string, Value] => [name, refused(name)]),
]);

const LONGEST_RANGE = 1_000_000;

function refused(name: string): PyFunction {
  return new PyFunction(() => {
    throw new Refusal(`What ${name} answers is known only to the host that runs Ansible.`);
  });
}

function makeRange({ positional, named }: Arguments): Range {
  if (named.size > 0 || positional.length < 1 || positional.length > 3)
    throw new TemplateFailure("range takes one to three numbers.");
  const bounds = positional.map((bound) =>
    isInteger(bound) ? BigInt(bound) : typeFailure("range takes whole numbers.", bound),
  );
  const [first = 0n, second, step = 1n] = bounds;
  if (step === 0n) throw new TemplateFailure("The step of a range is zero.");
  const range = second === undefined ? new Range(0n, first, 1n) : new Range(first, second, step);
  if (range.length > LONGEST_RANGE) throw new Refusal("A range is very long.");
  return range;
}

function makeDict(args: Arguments): Dict {
  const { rest, named } = bind({ rest: REST, named: NAMED_REST }, args);
  const [source, ...more] = rest.items;
  if (more.length > 0) throw new TemplateFailure("dict takes one argument.");
  return Dict.from([...(source === undefined ? [] : pairsOf(source)), ...named.entries()]);
}

function makeUndefined(args: Arguments): Undefined {
  const { hint } = bind({ hint: null }, args);
  const text = hint === null || hint instanceof Undefined ? "" : str(hint);
  return new Undefined(text === "" ? "A mandatory variable has no value." : text);
}
