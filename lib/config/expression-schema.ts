import { z } from "zod";

/** A regular expression that cannot take exponential time: no group is repeated, nothing refers back. */
export const Expression = z
  .string()
  .min(1)
  .max(200)
  .refine(compiles, "must be a regular expression")
  .refine((source) => !/\)[+*{]|\\[1-9k]/.test(source), "must not repeat a group or refer back to one");

function compiles(source: string): boolean {
  try {
    return new RegExp(source, "i").source !== "";
  } catch (thrown) {
    if (thrown instanceof SyntaxError) return false;
    throw thrown;
  }
}
