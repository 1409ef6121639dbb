import { readMemory } from "#lib/inspect/read-memory.ts";
import { defineRoute } from "#lib/web/define-route.ts";

export const GET = defineRoute(readMemory);
