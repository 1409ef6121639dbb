import { getCheckQueries } from "#lib/metrics/get-check-queries.ts";
import { defineRoute } from "#lib/web/define-route.ts";

export const GET = defineRoute(getCheckQueries);
