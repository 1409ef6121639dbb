import type { Arguments, Value } from "./value.ts";

/** Everything that is neither a plain value nor a container: functions, macros, loops, namespaces, modules. */
export abstract class PyObject {
  abstract readonly typeName: string;

  /** undefined where Python would raise AttributeError. */
  attribute(_name: string): Value | undefined {
    return undefined;
  }

  /** undefined where the object is not callable. */
  call?(args: Arguments): Value;
}
