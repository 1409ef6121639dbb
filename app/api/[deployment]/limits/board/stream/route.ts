import { watchLimits } from "#lib/rate-limits/watch-limits.ts";
import { defineEventStream } from "#lib/web/define-event-stream.ts";

export const GET = defineEventStream(watchLimits);
