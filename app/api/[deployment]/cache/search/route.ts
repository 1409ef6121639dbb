import { searchCache } from "#lib/cache/search-cache.ts";
import { defineEventStream } from "#lib/web/define-event-stream.ts";

export const POST = defineEventStream(searchCache);
