import { readConfig } from "#lib/inspect/read-config.ts";
import { defineRoute } from "#lib/web/define-route.ts";

export const GET = defineRoute(readConfig);
