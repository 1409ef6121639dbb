import type { CaseLimits } from "#lib/cases/schema.ts";
import type { RateLimit } from "#lib/rate-limits/schema.ts";

/** One counter that may not be reset would have all of them refused: it is left out, and told of. */
export function clearableLimits(limits: Pick<CaseLimits, "own" | "shared"> | null | undefined): {
  own: RateLimit[];
  shared: RateLimit[];
  readOnly: number;
} {
  const { own = [], shared = [] } = limits ?? {};
  const mayGo = ({ mayReset }: RateLimit) => mayReset;
  return {
    own: own.filter(mayGo),
    shared: shared.filter(mayGo),
    readOnly: [...own, ...shared].filter((limit) => !mayGo(limit)).length,
  };
}
