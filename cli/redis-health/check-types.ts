import type { CheckId } from "#lib/health/catalogue.ts";

/** The parts of a result, by the names that the design document gave them. */
export const SECTIONS = [
  "liveness",
  "replication",
  "info_summary",
  "sentinel_master_status",
  "sentinel_slaves_status",
] as const;
export type Section = (typeof SECTIONS)[number];

export const CHECK_TYPES = {
  instance: ["liveness", "info_summary"],
  replication: ["replication"],
  "sentinel-master": ["sentinel_master_status"],
  "sentinel-slaves": ["sentinel_slaves_status"],
  "all-instance": ["liveness", "replication", "info_summary"],
  "all-sentinel": ["sentinel_master_status", "sentinel_slaves_status"],
} as const satisfies Record<string, readonly Section[]>;
export type CheckType = keyof typeof CHECK_TYPES;

export function isCheckType(text: string): text is CheckType {
  return Object.hasOwn(CHECK_TYPES, text);
}

const SENTINELS = ["sentinel_master_status", "sentinel_slaves_status"] as const;
const EVERYWHERE = SECTIONS;
const REPLICATION = ["replication", "sentinel_slaves_status"] as const;
const SUMMARY = ["info_summary"] as const;

/** Where each check is told. A new check does not compile until it has its place. */
export const SECTIONS_OF = {
  "one-master": ["replication", "sentinel_master_status"],
  "sentinels-answer": SENTINELS,
  "sentinel-answers": SENTINELS,
  tilt: ["sentinel_master_status"],
  "sentinel-view": ["sentinel_master_status"],
  "sentinel-number": ["sentinel_master_status"],
  "known-replicas": ["sentinel_slaves_status"],
  quorum: ["sentinel_master_status"],
  failover: ["sentinel_master_status"],
  "stale-replica": ["sentinel_slaves_status"],
  answers: EVERYWHERE,
  ping: ["liveness"],
  replicas: REPLICATION,
  "min-replicas": ["replication", "sentinel_master_status"],
  link: REPLICATION,
  lag: REPLICATION,
  "read-only-replica": REPLICATION,
  "last-save": SUMMARY,
  "save-age": SUMMARY,
  aof: SUMMARY,
  fork: SUMMARY,
  "restart-loss": SUMMARY,
  "master-auth": SUMMARY,
  memory: SUMMARY,
  "host-memory": SUMMARY,
  fragmentation: SUMMARY,
  clients: SUMMARY,
  "blocked-clients": SUMMARY,
  "rejected-connections": SUMMARY,
  evictions: SUMMARY,
  "hit-rate": SUMMARY,
  "default-user": SUMMARY,
  "server-build": SUMMARY,
} as const satisfies Record<CheckId, readonly Section[]>;
