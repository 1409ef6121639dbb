import { readRevocation } from "#lib/sessions/read-ledger.ts";
import { defineRoute } from "#lib/web/define-route.ts";

export const GET = defineRoute(readRevocation);
