import { Refusal, TemplateFailure } from "#lib/render/jinja/render-error.ts";
import { PyFunction } from "./py-function.ts";
import { PyObject } from "./py-object.ts";
import type { Value } from "./value.ts";

/** Jinja's cycler: gives its items in turn. */
export class Cycler extends PyObject {
  override readonly typeName = "Cycler";
  readonly #items: readonly Value[];
  #index = 0;

  constructor(items: readonly Value[]) {
    super();
    if (items.length === 0) throw new TemplateFailure("A cycler needs items.");
    this.#items = items;
  }

  override attribute(name: string): Value | undefined {
    if (name === "current") return this.#items[this.#index];
    if (name === "next") return new PyFunction(() => this.#next());
    if (name === "items" || name === "pos") throw new Refusal(`The attribute ${name} of a cycler is used.`);
    if (name !== "reset") return undefined;
    return new PyFunction(() => {
      this.#index = 0;
      return null;
    });
  }

  #next(): Value {
    const item = this.#items[this.#index] ?? null;
    this.#index = (this.#index + 1) % this.#items.length;
    return item;
  }
}

/** Jinja's joiner: nothing at its first call, then its separator. */
export class Joiner extends PyObject {
  override readonly typeName = "Joiner";
  readonly #separator: Value;
  #isUsed = false;

  constructor(separator: Value) {
    super();
    this.#separator = separator;
  }

  override call(): Value {
    if (this.#isUsed) return this.#separator;
    this.#isUsed = true;
    return "";
  }
}
