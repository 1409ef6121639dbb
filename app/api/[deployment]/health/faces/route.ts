import { getCheckFaces } from "#lib/topology/get-check-faces.ts";
import { defineRoute } from "#lib/web/define-route.ts";

export const GET = defineRoute(getCheckFaces);
