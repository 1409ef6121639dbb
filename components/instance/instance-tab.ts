import type { InspectionRights } from "./inspection.ts";

export type InstanceTab =
  | "figures"
  | "slow-log"
  | "latency"
  | "clients"
  | "memory"
  | "keyspace"
  | "big-keys"
  | "configuration";

const TABS: readonly { tab: InstanceTab; word: string; right?: keyof InspectionRights }[] = [
  { tab: "figures", word: "Figures" },
  { tab: "slow-log", word: "Slow log", right: "slowlog" },
  { tab: "latency", word: "Latency" },
  { tab: "clients", word: "Clients", right: "clients" },
  { tab: "memory", word: "Memory" },
  { tab: "keyspace", word: "Keyspace" },
  { tab: "big-keys", word: "Big keys", right: "bigKeys" },
  { tab: "configuration", word: "Configuration", right: "config" },
];

/** Those that the person may open. */
export function instanceTabs(rights: InspectionRights) {
  return TABS.filter(({ right }) => right === undefined || rights[right]);
}

/** What the address asks for; anything else is the figures. */
export function readInstanceTab(text: string | null, rights: InspectionRights): InstanceTab {
  return instanceTabs(rights).find(({ tab }) => tab === text)?.tab ?? "figures";
}
