import { listManaged } from "#lib/lifecycle/list-managed.ts";
import { defineRoute } from "#lib/web/define-route.ts";

export const GET = defineRoute(listManaged);
