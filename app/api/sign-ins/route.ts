import { listSignIns } from "#lib/sign-in/list-sign-ins.ts";
import { defineRoute } from "#lib/web/define-route.ts";

export const GET = defineRoute(listSignIns);
