import { listChannels } from "#lib/pubsub/list-channels.ts";
import { defineRoute } from "#lib/web/define-route.ts";

export const GET = defineRoute(listChannels);
