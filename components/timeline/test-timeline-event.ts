import type { TimelineEvent } from "#lib/timeline/schema.ts";

export function timelineEvent(changes: Partial<TimelineEvent> = {}): TimelineEvent {
  return {
    id: `${changes.at ?? 0}-${changes.title ?? ""}`,
    at: 0,
    kind: "sentinel",
    severity: "info",
    instance: null,
    title: "Something happened",
    detail: null,
    actor: null,
    ...changes,
  };
}
