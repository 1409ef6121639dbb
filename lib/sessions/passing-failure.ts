import { isDomainError } from "#lib/errors.ts";

/** What a failover or a restart brings about, and a new beginning may mend; other refusals stay. */
export function isPassingFailure(thrown: unknown): boolean {
  if (!isDomainError(thrown)) return false;
  if (thrown.code === "TIMEOUT" || thrown.code === "REDIS_UNREACHABLE") return true;
  return /\((READONLY|LOADING|MASTERDOWN|TRYAGAIN)\)/.test(thrown.message) || /is a replica now/.test(thrown.message);
}
