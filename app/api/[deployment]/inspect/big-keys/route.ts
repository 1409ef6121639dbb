import { readBigKeys } from "#lib/inspect/read-big-keys.ts";
import { defineRoute } from "#lib/web/define-route.ts";

export const GET = defineRoute(readBigKeys);
