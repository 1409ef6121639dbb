import { findLimits } from "#lib/rate-limits/find-limits.ts";
import { defineRoute } from "#lib/web/define-route.ts";

export const GET = defineRoute(findLimits);
