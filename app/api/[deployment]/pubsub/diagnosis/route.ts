import { diagnoseDelivery } from "#lib/pubsub/diagnose-delivery.ts";
import { defineRoute } from "#lib/web/define-route.ts";

export const GET = defineRoute(diagnoseDelivery);
