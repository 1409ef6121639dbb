import type { Value } from "#lib/render/jinja/values/value.ts";
import type { VariableSource } from "./environment.ts";

/** What one template can name: what it assigned at its top level, then what it was given. */
export class Context {
  readonly #assigned = new Map<string, Value>();
  readonly #parent: VariableSource;

  constructor(parent: VariableSource) {
    this.#parent = parent;
  }

  get(name: string): Value | undefined {
    return this.#assigned.has(name) ? this.#assigned.get(name) : this.#parent.get(name);
  }

  assign(name: string, value: Value): void {
    this.#assigned.set(name, value);
  }

  /** For an included template. */
  source(locals: ReadonlyMap<string, Value>): VariableSource {
    return this.#parent.with(this.#assigned).with(locals);
  }

  /** For an importing template. */
  exported(): ReadonlyMap<string, Value> {
    return new Map([...this.#assigned].filter(([name]) => !name.startsWith("_")));
  }
}
