import { tailChannels } from "#lib/pubsub/tail-channels.ts";
import { defineEventStream } from "#lib/web/define-event-stream.ts";

export const GET = defineEventStream(tailChannels);
