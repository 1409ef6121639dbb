import { countSessions } from "#lib/sessions/count-sessions.ts";
import { defineRoute } from "#lib/web/define-route.ts";

export const GET = defineRoute(countSessions);
