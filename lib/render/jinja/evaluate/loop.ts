import { TemplateFailure } from "#lib/render/jinja/render-error.ts";
import { equal } from "#lib/render/jinja/values/compare.ts";
import { orElse } from "#lib/render/jinja/values/or-else.ts";
import { PyFunction } from "#lib/render/jinja/values/py-function.ts";
import { PyObject } from "#lib/render/jinja/values/py-object.ts";
import { Tuple } from "#lib/render/jinja/values/tuple.ts";
import { Undefined } from "#lib/render/jinja/values/undefined.ts";
import type { Arguments, Value } from "#lib/render/jinja/values/value.ts";

/** The variable `loop` inside a for loop. */
export class Loop extends PyObject {
  override readonly typeName = "LoopContext";
  readonly #items: readonly Value[];
  readonly #depth: number;
  readonly #recurse: ((items: Value, depth: number) => Value) | undefined;
  #index = 0;
  #lastChange: Tuple | undefined;

  constructor(items: readonly Value[], depth: number, recurse?: (items: Value, depth: number) => Value) {
    super();
    this.#items = items;
    this.#depth = depth;
    this.#recurse = recurse;
  }

  moveTo(index: number): void {
    this.#index = index;
  }

  override attribute(name: string): Value | undefined {
    const count = this.#items.length;
    switch (name) {
      case "index":
        return BigInt(this.#index + 1);
      case "index0":
        return BigInt(this.#index);
      case "revindex":
        return BigInt(count - this.#index);
      case "revindex0":
        return BigInt(count - this.#index - 1);
      case "first":
        return this.#index === 0;
      case "last":
        return this.#index === count - 1;
      case "length":
        return BigInt(count);
      case "depth":
        return BigInt(this.#depth + 1);
      case "depth0":
        return BigInt(this.#depth);
      case "previtem":
        return orElse(this.#items[this.#index - 1], new Undefined("There is no previous item."));
      case "nextitem":
        return orElse(this.#items[this.#index + 1], new Undefined("There is no next item."));
      case "cycle":
        return new PyFunction((args) => this.#cycle(args));
      case "changed":
        return new PyFunction((args) => this.#changed(args));
      default:
        return undefined;
    }
  }

  #cycle({ positional, named }: Arguments): Value {
    const chosen = positional[this.#index % positional.length];
    if (chosen === undefined || named.size > 0) throw new TemplateFailure("A loop cycles through no items.");
    return chosen;
  }

  #changed({ positional, named }: Arguments): boolean {
    if (named.size > 0) throw new TemplateFailure("loop.changed takes no names.");
    const value = new Tuple(positional);
    if (this.#lastChange !== undefined && equal(this.#lastChange, value)) return false;
    this.#lastChange = value;
    return true;
  }

  override call({ positional, named }: Arguments): Value {
    const [items] = positional;
    if (this.#recurse === undefined) throw new TemplateFailure("Only a recursive loop can be called.");
    if (items === undefined || positional.length > 1 || named.size > 0)
      throw new TemplateFailure("A loop is called with its items.");
    return this.#recurse(items, this.#depth + 1);
  }
}
