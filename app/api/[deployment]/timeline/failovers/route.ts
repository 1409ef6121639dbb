import { listFailovers } from "#lib/timeline/list-failovers.ts";
import { defineRoute } from "#lib/web/define-route.ts";

export const GET = defineRoute(listFailovers);
