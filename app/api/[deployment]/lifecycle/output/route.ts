import { watchOutput } from "#lib/lifecycle/watch-output.ts";
import { defineEventStream } from "#lib/web/define-event-stream.ts";

export const GET = defineEventStream(watchOutput);
