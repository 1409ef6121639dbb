import { readLatency } from "#lib/inspect/read-latency.ts";
import { defineRoute } from "#lib/web/define-route.ts";

export const GET = defineRoute(readLatency);
