import { sampleNamespaces } from "#lib/cache/sample-namespaces.ts";
import { defineRoute } from "#lib/web/define-route.ts";

export const GET = defineRoute(sampleNamespaces);
