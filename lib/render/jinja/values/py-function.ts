import { PyObject } from "./py-object.ts";
import type { Arguments, Value } from "./value.ts";

export class PyFunction extends PyObject {
  override readonly typeName = "function";
  readonly #run: (args: Arguments) => Value;

  constructor(run: (args: Arguments) => Value) {
    super();
    this.#run = run;
  }

  override call(args: Arguments): Value {
    return this.#run(args);
  }
}
