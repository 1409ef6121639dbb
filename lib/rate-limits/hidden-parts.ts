import type { RateLimitKeyspace } from "#lib/config/rate-limit-keyspace-schema.ts";

/** Parts of a key that name a window or a number, or hide who is meant. */
export function hiddenParts({ bucket, limit, windowMs, subject }: RateLimitKeyspace): string[] {
  return [
    bucket?.part,
    typeof limit === "object" ? limit.fromKey : undefined,
    typeof windowMs === "object" ? windowMs.fromKey : undefined,
    typeof windowMs === "object" ? windowMs.times : undefined,
    typeof subject === "object" ? subject.part : undefined,
  ].filter((name) => name !== undefined);
}
