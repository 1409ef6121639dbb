import { getTopology } from "#lib/topology/get-topology.ts";
import { defineRoute } from "#lib/web/define-route.ts";

export const GET = defineRoute(getTopology);
