import { listAudit } from "#lib/audit/list-audit.ts";
import { defineRoute } from "#lib/web/define-route.ts";

export const GET = defineRoute(listAudit);
