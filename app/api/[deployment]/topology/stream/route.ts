import { watchTopology } from "#lib/topology/watch-topology.ts";
import { defineEventStream } from "#lib/web/define-event-stream.ts";

export const GET = defineEventStream(watchTopology);
