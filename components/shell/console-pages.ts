import {
  ArrowLeftRight,
  Boxes,
  FileCog,
  Gauge,
  Hourglass,
  type LucideIcon,
  RadioTower,
  ScrollText,
  Server,
  UsersRound,
} from "lucide-react";

export interface ConsolePage {
  slug: string;
  word: string;
  icon: LucideIcon;
  /** Absent: every role. */
  roles?: readonly string[];
}

const PAGES: readonly ConsolePage[] = [
  { slug: "overview", word: "Overview", icon: Gauge },
  { slug: "sessions", word: "Sessions", icon: UsersRound, roles: ["support", "sre"] },
  { slug: "cache", word: "Cache", icon: Boxes, roles: ["support", "engineer", "sre"] },
  { slug: "limits", word: "Rate limits", icon: Hourglass, roles: ["support", "engineer", "sre"] },
  { slug: "pubsub", word: "Pub/Sub", icon: RadioTower, roles: ["engineer", "sre"] },
  { slug: "config", word: "Config", icon: FileCog, roles: ["engineer", "sre"] },
  { slug: "instances", word: "Instances", icon: Server },
  { slug: "failover", word: "Failover", icon: ArrowLeftRight, roles: ["sre"] },
  { slug: "activity", word: "Activity", icon: ScrollText },
];

/** What is hidden here is refused by the server too. */
export function pagesFor(role: string): readonly ConsolePage[] {
  return PAGES.filter(({ roles }) => roles === undefined || roles.includes(role));
}
