import { limitsBoard } from "#lib/rate-limits/limits-board.ts";
import { defineRoute } from "#lib/web/define-route.ts";

export const GET = defineRoute(limitsBoard);
