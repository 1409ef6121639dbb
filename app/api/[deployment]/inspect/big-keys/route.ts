import { sampleBigKeys } from "#lib/inspect/sample-big-keys.ts";
import { defineEventStream } from "#lib/web/define-event-stream.ts";

export const POST = defineEventStream(sampleBigKeys);
