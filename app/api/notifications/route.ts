import { getNotificationStatus } from "#lib/notifications/get-notification-status.ts";
import { defineRoute } from "#lib/web/define-route.ts";

export const GET = defineRoute(getNotificationStatus);
