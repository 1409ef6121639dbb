import { Refusal } from "#lib/render/jinja/render-error.ts";
import type { Dict } from "#lib/render/jinja/values/dict.ts";
import { expectText } from "#lib/render/jinja/values/expect.ts";
import { MarkedText } from "#lib/render/jinja/values/marked-text.ts";
import { orElse } from "#lib/render/jinja/values/or-else.ts";
import { NAMED_REST, REQUIRED } from "#lib/render/jinja/values/parameters.ts";
import { truth } from "#lib/render/jinja/values/truth.ts";
import type { Value } from "#lib/render/jinja/values/value.ts";
import { type HelperTable, helper } from "./helper.ts";
import { readJson } from "./read-json.ts";
import { type JsonOptions, writeJson } from "./write-json.ts";

const HTML_CHARACTERS = /[<>&']/g;

export const JSON_FILTERS: HelperTable = new Map([
  [
    "to_json",
    helper({ a: REQUIRED, named: NAMED_REST }, ({ a, named }) =>
      native(writeJson(a, options(named, { indent: null, sort_keys: false }))),
    ),
  ],
  [
    "to_nice_json",
    helper({ a: REQUIRED, indent: 4n, sort_keys: true, named: NAMED_REST }, ({ a, indent, sort_keys, named }) =>
      native(writeJson(a, options(named, { indent, sort_keys, separators: [",", ": "] }))),
    ),
  ],
  [
    "tojson",
    helper({ value: REQUIRED, indent: null }, ({ value, indent }) =>
      htmlSafe(writeJson(value, options(undefined, { indent, sort_keys: true }))),
    ),
  ],
  ["from_json", helper({ s: REQUIRED }, ({ s }) => readJson(expectText(s)))],
]);

function native(text: string): MarkedText {
  return new MarkedText(text, "native");
}

function htmlSafe(text: string): MarkedText {
  const escaped = text.replace(HTML_CHARACTERS, (char) => `\\u00${char.charCodeAt(0).toString(16)}`);
  return new MarkedText(escaped, "markup");
}

interface Defaults {
  readonly indent: Value;
  readonly sort_keys: Value;
  readonly separators?: readonly [string, string];
}

function options(named: Dict | undefined, defaults: Defaults): JsonOptions {
  const given = new Map<string, Value>();
  for (const [key, value] of named?.entries() ?? []) given.set(expectText(key), value);
  for (const name of given.keys()) {
    if (!["indent", "sort_keys", "ensure_ascii"].includes(name))
      throw new Refusal(`JSON is written with the option ${name}.`);
  }
  const indent = orElse(given.get("indent"), defaults.indent);
  return {
    indent,
    sortKeys: truth(orElse(given.get("sort_keys"), defaults.sort_keys)),
    asciiOnly: truth(orElse(given.get("ensure_ascii"), true)),
    itemSeparator: defaults.separators?.[0] ?? (indent === null ? ", " : ","),
    keySeparator: defaults.separators?.[1] ?? ": ",
  };
}
