import { PyObject } from "#lib/render/jinja/values/py-object.ts";
import type { Value } from "#lib/render/jinja/values/value.ts";

/** An imported template: the names that it assigned at its top level. */
export class Module extends PyObject {
  override readonly typeName = "TemplateModule";
  readonly #exported: ReadonlyMap<string, Value>;

  constructor(exported: ReadonlyMap<string, Value>) {
    super();
    this.#exported = exported;
  }

  override attribute(name: string): Value | undefined {
    return this.#exported.get(name);
  }
}
