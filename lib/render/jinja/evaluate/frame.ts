import { Refusal } from "#lib/render/jinja/render-error.ts";
import type { Scope } from "#lib/render/jinja/scope/scope.ts";
import type { Value } from "#lib/render/jinja/values/value.ts";
import type { Context } from "./context.ts";

/** The values of one scope while it runs. A name without a value is known and not assigned yet. */
export class Frame {
  readonly parent: Frame | undefined;
  readonly #scope: Scope;
  readonly #values = new Map<string, Value | undefined>();

  constructor(
    scope: Scope,
    context: Context,
    parent?: Frame,
    parameters: ReadonlyMap<string, Value | undefined> = new Map(),
  ) {
    this.parent = parent;
    this.#scope = scope;
    for (const [name, origin] of scope.origins) {
      if (origin === "parameter") this.#values.set(name, parameters.get(name));
      else if (origin === "context") this.#values.set(name, context.get(name));
      else this.#values.set(name, origin === "outer" ? parent?.get(name) : undefined);
    }
  }

  get isTop(): boolean {
    return this.parent === undefined;
  }

  get(name: string): Value | undefined {
    return this.#owner(name).#values.get(name);
  }

  set(name: string, value: Value): void {
    this.#owner(name).#values.set(name, value);
  }

  #owner(name: string): Frame {
    if (this.#values.has(name)) return this;
    if (this.parent === undefined) throw new Refusal(`Jinja's compiler would lose the name ${name} here.`);
    return this.parent.#owner(name);
  }

  /** What an included template sees of this scope and those around it. */
  locals(): Map<string, Value> {
    const locals = this.parent?.locals() ?? new Map<string, Value>();
    for (const name of this.#scope.stores) {
      const value = this.#values.get(name);
      if (value !== undefined) locals.set(name, value);
    }
    return locals;
  }
}
