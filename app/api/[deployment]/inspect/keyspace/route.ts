import { readKeyspace } from "#lib/inspect/read-keyspace.ts";
import { defineRoute } from "#lib/web/define-route.ts";

export const GET = defineRoute(readKeyspace);
