import type { Environment, Helper } from "#lib/render/jinja/evaluate/environment.ts";
import { TemplateFailure } from "#lib/render/jinja/render-error.ts";
import { compare, equal } from "#lib/render/jinja/values/compare.ts";
import { expectText } from "#lib/render/jinja/values/expect.ts";
import { iterate } from "#lib/render/jinja/values/iterate.ts";
import { REQUIRED } from "#lib/render/jinja/values/parameters.ts";
import { truth } from "#lib/render/jinja/values/truth.ts";
import { Tuple } from "#lib/render/jinja/values/tuple.ts";
import type { Arguments, Value } from "#lib/render/jinja/values/value.ts";
import { attributeGetter, ignoreCase } from "./attribute-getter.ts";
import { type HelperTable, helper } from "./helper.ts";

/** Filters that apply a filter, a test or an attribute to every item. */
export const SELECTION_FILTERS: HelperTable = new Map<string, Helper>([
  ["map", map],
  ["select", (args, environment) => choose(args, environment, { byAttribute: false, keep: true })],
  ["reject", (args, environment) => choose(args, environment, { byAttribute: false, keep: false })],
  ["selectattr", (args, environment) => choose(args, environment, { byAttribute: true, keep: true })],
  ["rejectattr", (args, environment) => choose(args, environment, { byAttribute: true, keep: false })],
  [
    "groupby",
    helper({ value: REQUIRED, attribute: REQUIRED, default: null, case_sensitive: false }, (bound, environment) =>
      groupBy(bound, environment),
    ),
  ],
]);

function map({ positional, named }: Arguments, environment: Environment): Value {
  const [value, ...args] = positional;
  if (value === undefined) throw new TemplateFailure("map has no value.");
  if (!truth(value)) return [];
  const apply = mapper({ positional: args, named }, environment);
  return [...iterate(value)].map((item) => {
    environment.budget.step();
    return apply(item);
  });
}

function mapper({ positional, named }: Arguments, environment: Environment): (item: Value) => Value {
  const attribute = named.get("attribute");
  if (positional.length === 0 && attribute !== undefined) {
    const others = [...named.keys()].filter((name) => name !== "attribute" && name !== "default");
    if (others.length > 0) throw new TemplateFailure(`map takes no parameter ${others[0]}.`);
    return attributeGetter(environment, attribute, named.get("default") ?? null);
  }
  const [name, ...rest] = positional;
  if (name === undefined) throw new TemplateFailure("map needs the name of a filter.");
  const filter = environment.filter(expectText(name));
  return (item) => filter({ positional: [item, ...rest], named }, environment);
}

interface Choice {
  readonly byAttribute: boolean;
  readonly keep: boolean;
}

function choose({ positional, named }: Arguments, environment: Environment, choice: Choice): Value {
  const [value, ...args] = positional;
  if (value === undefined) throw new TemplateFailure("There is no value to choose from.");
  if (!truth(value)) return [];
  const [attribute] = args;
  if (choice.byAttribute && attribute === undefined) throw new TemplateFailure("The name of an attribute is missing.");
  const get = choice.byAttribute ? attributeGetter(environment, attribute ?? null) : (item: Value) => item;
  const passes = tester({ positional: choice.byAttribute ? args.slice(1) : args, named }, environment);
  return [...iterate(value)].filter((item) => {
    environment.budget.step();
    return passes(get(item)) === choice.keep;
  });
}

function tester({ positional, named }: Arguments, environment: Environment): (item: Value) => boolean {
  const [name, ...rest] = positional;
  if (name === undefined) return truth;
  const test = environment.test(expectText(name));
  return (item) => truth(test({ positional: [item, ...rest], named }, environment));
}

function groupBy(
  bound: Record<"value" | "attribute" | "default" | "case_sensitive", Value>,
  environment: Environment,
): Value[] {
  const get = attributeGetter(environment, bound.attribute, bound.default);
  const isExact = truth(bound.case_sensitive);
  const keyed = [...iterate(bound.value)].map((item) => ({ item, key: isExact ? get(item) : ignoreCase(get(item)) }));
  const groups: { key: Value; items: Value[] }[] = [];
  for (const { item, key } of keyed.toSorted((a, b) => compare(a.key, b.key))) {
    const group = groups.at(-1);
    if (group !== undefined && equal(group.key, key)) group.items.push(item);
    else groups.push({ key, items: [item] });
  }
  // The key shown is as the first item writes it.
  return groups.map(({ key, items }) => new Tuple([isExact ? key : get(items[0] ?? null), items], ["grouper", "list"]));
}
