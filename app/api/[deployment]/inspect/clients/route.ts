import { listClients } from "#lib/inspect/list-clients.ts";
import { defineRoute } from "#lib/web/define-route.ts";

export const GET = defineRoute(listClients);
