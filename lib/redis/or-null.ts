import { isDomainError } from "#lib/errors.ts";

/** Whoever does not answer says nothing; a fault of the program stays one. */
export async function orNull<T>(ask: () => Promise<T>): Promise<T | null> {
  try {
    return await ask();
  } catch (thrown) {
    if (isDomainError(thrown)) return null;
    throw thrown;
  }
}
