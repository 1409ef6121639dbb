import { searchSessions } from "#lib/sessions/search-sessions.ts";
import { defineEventStream } from "#lib/web/define-event-stream.ts";

export const POST = defineEventStream(searchSessions);
