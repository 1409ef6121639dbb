import { TemplateFailure } from "#lib/render/jinja/render-error.ts";
import { Undefined } from "./undefined.ts";
import type { Value } from "./value.ts";

/** Python's TypeError. Where an operand is undefined, Ansible reports that instead. */
export function typeFailure(message: string, ...operands: readonly Value[]): never {
  for (const operand of operands) if (operand instanceof Undefined) operand.fail();
  throw new TemplateFailure(message);
}
