import { keyPlan } from "#lib/keys/key-plan.ts";

export const flushPlan = keyPlan("flush plan");

/** What may be flushed without typing the number of keys. */
export const LARGE_FLUSH = 10_000;
