import type { KeySelection } from "#lib/keys/scan-keys.ts";
import type { CompiledLimiter } from "./limit-keyspace.ts";

/** The counters that fit a pattern. */
export function countersThatFit(limiter: CompiledLimiter, pattern: string): KeySelection {
  return { glob: Buffer.from(pattern), owns: limiter.owns };
}

/** Blocks may outlive what they were counted by: a reset of the whole limiter looks for them by themselves too. */
export function blocksOfWhole(limiter: CompiledLimiter, pattern: string): KeySelection[] {
  if (pattern !== limiter.template.glob) return [];
  return limiter.globs.slice(1).map((glob) => ({
    glob,
    owns: (key) => !limiter.owns(key) && limiter.counterOf(key) !== undefined,
  }));
}

export function companionsOf(limiter: CompiledLimiter, counters: readonly Buffer[], nowMs: number): Buffer[] {
  return counters.flatMap((counter) => limiter.keysOf(counter, nowMs).filter((key) => !limiter.owns(key)));
}
