import type { TimelineEventRow } from "#lib/store/tables.ts";
import { type TimelineEvent, TimelineKind, TimelineSeverity } from "./schema.ts";

export function toTimelineEvent(row: TimelineEventRow): TimelineEvent {
  const { id, at, instance, title, detail } = row;
  const kind = TimelineKind.parse(row.kind);
  return { id, at, kind, severity: TimelineSeverity.parse(row.severity), instance, title, detail, actor: null };
}
