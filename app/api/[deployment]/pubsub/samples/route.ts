import { listSamples } from "#lib/pubsub/list-samples.ts";
import { defineRoute } from "#lib/web/define-route.ts";

export const GET = defineRoute(listSamples);
