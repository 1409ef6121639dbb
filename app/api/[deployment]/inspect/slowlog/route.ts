import { readSlowlog } from "#lib/inspect/read-slowlog.ts";
import { defineRoute } from "#lib/web/define-route.ts";

export const GET = defineRoute(readSlowlog);
