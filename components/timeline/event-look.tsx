import {
  Activity,
  Eye,
  HardDriveDownload,
  type LucideIcon,
  Power,
  Server,
  SlidersHorizontal,
  Unplug,
  UserRound,
} from "lucide-react";
import type { TimelineEvent, TimelineKind, TimelineSeverity } from "#lib/timeline/schema.ts";

export const KIND_LOOKS: Record<TimelineKind, { word: string; icon: LucideIcon }> = {
  sentinel: { word: "Sentinel", icon: Eye },
  health: { word: "State", icon: Activity },
  instance: { word: "Instance", icon: Server },
  restart: { word: "Restart", icon: Power },
  link: { word: "Link", icon: Unplug },
  save: { word: "Save", icon: HardDriveDownload },
  config: { word: "Configuration", icon: SlidersHorizontal },
  operation: { word: "Console", icon: UserRound },
};

/** In the order in which they are shown. */
export const KINDS = ["sentinel", "health", "instance", "restart", "link", "save", "config", "operation"] as const;

const RANK = { info: 0, warning: 1, critical: 2 } as const satisfies Record<TimelineSeverity, number>;

export function isAtLeast(severity: TimelineSeverity, least: TimelineSeverity): boolean {
  return RANK[severity] >= RANK[least];
}

/** The worst of them; among equals the newest, which comes first. */
export function worstEvent(events: readonly TimelineEvent[]): TimelineEvent | undefined {
  return events.reduce<TimelineEvent | undefined>(
    (worst, event) => (worst === undefined || RANK[event.severity] > RANK[worst.severity] ? event : worst),
    undefined,
  );
}
