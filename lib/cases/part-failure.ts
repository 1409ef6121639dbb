import { toFailure } from "#lib/result.ts";
import type { PartFailure } from "./schema.ts";

/** A part's failure as it is shown beside the parts that went well. */
export function partFailure(thrown: unknown, requestId: string): PartFailure {
  const { code, message, advice } = toFailure(thrown, requestId);
  return { code, message, advice };
}
