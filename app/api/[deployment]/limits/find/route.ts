import { findLimits } from "#lib/rate-limits/find-limits.ts";
import { defineEventStream } from "#lib/web/define-event-stream.ts";

export const POST = defineEventStream(findLimits);
