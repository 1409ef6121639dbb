import type { TimelineKind, TimelineSeverity } from "./schema.ts";

/** A run id or the time of a save is never seen twice. */
export const SEEN_ONCE_MS = 86_400_000;

/** What changed about one instance, or about the deployment. */
export interface Change {
  kind: TimelineKind;
  severity?: TimelineSeverity;
  title: string;
  detail?: string | null;
  subject: string;
  mark: string | number | boolean | null;
  withinMs?: number;
}
