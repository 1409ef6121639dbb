import { Refusal } from "#lib/render/jinja/render-error.ts";
import { PyObject } from "./py-object.ts";
import type { Value } from "./value.ts";

/** The one object that a template can change from inside a loop. */
export class Namespace extends PyObject {
  override readonly typeName = "Namespace";
  readonly #attributes = new Map<string, Value>();

  constructor(entries: Iterable<readonly [string, Value]>) {
    super();
    for (const [name, value] of entries) this.#attributes.set(name, value);
  }

  override attribute(name: string): Value | undefined {
    if (name.startsWith("_Namespace")) throw new Refusal(`Jinja's own attribute ${name} is used.`);
    return this.#attributes.get(name);
  }

  set(name: string, value: Value): void {
    this.#attributes.set(name, value);
  }
}
