import { DomainError, isDomainError } from "#lib/errors.ts";

/** SQL that is wrong, or breaks a constraint, is a fault of the console; whatever else stops a query is the store's. */
export function translateStoreError(thrown: unknown): unknown {
  if (isDomainError(thrown) || isFaultOfTheQuery(codeOf(thrown))) return thrown;
  return new DomainError("STORE_UNAVAILABLE", "The console's own store does not answer.", { cause: thrown });
}

function isFaultOfTheQuery(code: string): boolean {
  // SQLSTATE classes: 22 data, 23 constraint, 42 syntax, P0 raised by a trigger.
  return (
    /^(SQLITE_CONSTRAINT|SQLITE_ERROR$|SQLITE_MISMATCH|SQLITE_RANGE)/.test(code) || /^(22|23|42|P0)...$/.test(code)
  );
}

function codeOf(thrown: unknown): string {
  if (thrown instanceof TypeError || thrown instanceof RangeError) return "SQLITE_ERROR";
  return thrown instanceof Error && "code" in thrown && typeof thrown.code === "string" ? thrown.code : "";
}
