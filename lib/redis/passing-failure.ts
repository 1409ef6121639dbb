import { type ErrorCode, isDomainError } from "#lib/errors.ts";

/** With TOO_MANY_REQUESTS the console's own limit of connections was met, and nothing was sent. */
const PASSING: readonly ErrorCode[] = ["TIMEOUT", "REDIS_UNREACHABLE", "TOO_MANY_REQUESTS"];

/** What a failover, a restart, a script or many others at once bring about, and a new beginning may mend; other refusals stay. */
export function isPassingFailure(thrown: unknown): boolean {
  if (!isDomainError(thrown)) return false;
  if (PASSING.includes(thrown.code)) return true;
  return (
    /\((READONLY|UNBLOCKED|LOADING|MASTERDOWN|TRYAGAIN|BUSY)\)/.test(thrown.message) ||
    /is a replica now/.test(thrown.message)
  );
}
