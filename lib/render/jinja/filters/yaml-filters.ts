import { Refusal, TemplateFailure } from "#lib/render/jinja/render-error.ts";
import type { Dict } from "#lib/render/jinja/values/dict.ts";
import { expectIndex, expectText } from "#lib/render/jinja/values/expect.ts";
import { orElse } from "#lib/render/jinja/values/or-else.ts";
import { NAMED_REST, REQUIRED, REST } from "#lib/render/jinja/values/parameters.ts";
import { truth } from "#lib/render/jinja/values/truth.ts";
import type { Value } from "#lib/render/jinja/values/value.ts";
import { represent } from "#lib/render/jinja/yaml/represent.ts";
import { writeYaml } from "#lib/render/jinja/yaml/write-yaml.ts";
import { type HelperTable, helper } from "./helper.ts";

const KNOWN = ["indent", "width", "sort_keys", "explicit_start", "explicit_end", "default_flow_style"];
const DEFAULT_INDENT = 2;
const DEFAULT_WIDTH = 80;

export const YAML_FILTERS: HelperTable = new Map([
  [
    "to_yaml",
    helper({ a: REQUIRED, args: REST, named: NAMED_REST }, ({ a, named }) => {
      const options = optionsOf(named);
      return dump(a, orElse(options.get("default_flow_style"), null), orElse(options.get("indent"), null), options);
    }),
  ],
  [
    "to_nice_yaml",
    helper({ a: REQUIRED, indent: 4n, args: REST, named: NAMED_REST }, ({ a, indent, named }) => {
      const options = optionsOf(named);
      if (options.has("default_flow_style")) throw new TemplateFailure("default_flow_style is given twice.");
      return dump(a, false, indent, options);
    }),
  ],
]);

function optionsOf(named: Dict): Map<string, Value> {
  const options = new Map<string, Value>();
  for (const [key, value] of named.entries()) options.set(expectText(key), value);
  for (const name of options.keys()) {
    if (name === "allow_unicode") throw new TemplateFailure("allow_unicode is given twice.");
    if (!KNOWN.includes(name)) throw new Refusal(`YAML is written with the option ${name}.`);
  }
  return options;
}

function dump(value: Value, flow: Value, indent: Value, options: ReadonlyMap<string, Value>): Value {
  const node = represent(value, {
    isFlow: flow === null ? undefined : truth(flow),
    sortKeys: truth(orElse(options.get("sort_keys"), true)),
  });
  const step = indentOf(indent);
  return writeYaml(node, {
    indent: step,
    width: widthOf(orElse(options.get("width"), null), step),
    explicitStart: truth(orElse(options.get("explicit_start"), false)),
    explicitEnd: truth(orElse(options.get("explicit_end"), false)),
  });
}

/** libyaml takes 2 to 9. */
function indentOf(indent: Value): number {
  const number = indent === null ? DEFAULT_INDENT : wholeNumber(indent);
  return number < 2 || number > 9 ? DEFAULT_INDENT : number;
}

function widthOf(width: Value, indent: number): number {
  if (width === null) return DEFAULT_WIDTH;
  const number = wholeNumber(width);
  if (Math.abs(number) > 0x7fff_ffff) throw new Refusal("YAML is written with a width that libyaml cannot hold.");
  if (number < 0) return Number.POSITIVE_INFINITY;
  return number <= indent * 2 ? DEFAULT_WIDTH : number;
}

/** libyaml's binding cuts a float down to a whole number. */
function wholeNumber(value: Value): number {
  return typeof value === "number" && Number.isFinite(value) ? Math.trunc(value) : expectIndex(value);
}
