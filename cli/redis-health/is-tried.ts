import type { ObservedInstance, ObservedSentinel } from "#lib/topology/schema.ts";

/** Whether it has answered or failed to; nothing can be said of it before. */
export function isTried(one: ObservedInstance | ObservedSentinel): boolean {
  return one.silence !== null || ("figuresAt" in one ? one.figuresAt : one.lastSeenAt) !== null;
}
