import { PyObject } from "#lib/render/jinja/values/py-object.ts";
import { typeFailure } from "#lib/render/jinja/values/type-failure.ts";
import { typeName } from "#lib/render/jinja/values/type-name.ts";
import { Undefined } from "#lib/render/jinja/values/undefined.ts";
import type { Arguments, Value } from "#lib/render/jinja/values/value.ts";

export function callValue(callee: Value, args: Arguments): Value {
  if (callee instanceof Undefined) return callee.fail();
  if (callee instanceof PyObject && callee.call !== undefined) return callee.call(args);
  return typeFailure(`A value of type ${typeName(callee)} cannot be called.`);
}
