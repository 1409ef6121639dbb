import { DomainError } from "#lib/errors.ts";

/** Who types the deployment's name has read which one it is. */
export function assertTyped(typed: string, name: string): void {
  if (typed.trim() === name) return;
  throw new DomainError("INVALID_INPUT", "What was typed is not the name of the deployment.", {
    where: "typed",
    fieldErrors: { typed: [`Type ${name}, the name of the deployment.`] },
  });
}
