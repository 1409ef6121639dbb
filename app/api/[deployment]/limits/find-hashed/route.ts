import { findHashedLimits } from "#lib/rate-limits/find-hashed-limits.ts";
import { defineEventStream } from "#lib/web/define-event-stream.ts";

export const POST = defineEventStream(findHashedLimits);
