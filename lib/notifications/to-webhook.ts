import type { Notice } from "./schema.ts";

/** The body of docs/notifications.md; a field may be added, none is taken away under the same version. */
export function toWebhook({ at, ...notice }: Notice) {
  return { version: 1, ...notice, at: new Date(at).toISOString() };
}
