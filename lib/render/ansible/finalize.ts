import { Dict } from "#lib/render/jinja/values/dict.ts";
import { DictView } from "#lib/render/jinja/values/dict-view.ts";
import { isSequence, iterate } from "#lib/render/jinja/values/iterate.ts";
import { spend } from "#lib/render/jinja/values/limits.ts";
import { Range } from "#lib/render/jinja/values/range.ts";
import { Undefined } from "#lib/render/jinja/values/undefined.ts";
import type { Value } from "#lib/render/jinja/values/value.ts";

/** On its way into the output None becomes nothing, views and ranges become lists, and anything undefined inside fails. */
export function finalize(value: Value): Value {
  failOnUndefined(value);
  if (value === null) return "";
  return value instanceof DictView || value instanceof Range ? [...iterate(value)] : value;
}

function failOnUndefined(value: Value): void {
  spend();
  if (value instanceof Undefined && value.strict) value.fail();
  else if (value instanceof Dict) for (const item of value.values()) failOnUndefined(item);
  else if (isSequence(value) && !(value instanceof Range)) for (const item of iterate(value)) failOnUndefined(item);
}
