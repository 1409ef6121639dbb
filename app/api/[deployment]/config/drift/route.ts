import { readDrift } from "#lib/drift/read-drift.ts";
import { definePostedRoute } from "#lib/web/define-posted-route.ts";

export const POST = definePostedRoute(readDrift);
