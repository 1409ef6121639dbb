import { listTimeline } from "#lib/timeline/list-timeline.ts";
import { defineRoute } from "#lib/web/define-route.ts";

export const GET = defineRoute(listTimeline);
