import { getHistory } from "#lib/history/get-history.ts";
import { defineRoute } from "#lib/web/define-route.ts";

export const GET = defineRoute(getHistory);
