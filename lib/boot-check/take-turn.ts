import { DomainError } from "#lib/errors.ts";

// Next builds several copies of this module into one process; the symbol is the same for all.
const SLOT = Symbol.for("redis-console.boot-check");

interface Slot {
  [SLOT]?: boolean;
}

// The global object is where copies of a module meet; this file alone names the member.
const slot = globalThis as Slot;

/** One check at a time: each starts a server. */
export async function takeTurn<T>(check: () => Promise<T>): Promise<T> {
  if (slot[SLOT] === true) {
    throw new DomainError("CONFLICT", "Another boot check is running.", { advice: "Try again in a few seconds." });
  }
  slot[SLOT] = true;
  try {
    return await check();
  } finally {
    slot[SLOT] = false;
  }
}
