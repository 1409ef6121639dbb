import { listBackups } from "#lib/backups/list-backups.ts";
import { defineRoute } from "#lib/web/define-route.ts";

export const GET = defineRoute(listBackups);
