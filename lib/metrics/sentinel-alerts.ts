import type { CheckId } from "#lib/health/catalogue.ts";
import { type AlertRule, stateIs } from "./alert-rule.ts";

export const SENTINEL_ALERTS = {
  "sentinel-answers": [
    {
      alert: "RedisSentinelDown",
      severity: "warning",
      for: "1m",
      summary: "Sentinel {{ $labels.sentinel }} does not answer.",
      expr: ({ of }) => `${of("redis_console_sentinel_up")} == 0`,
    },
  ],
  tilt: [
    {
      alert: "RedisSentinelTilt",
      severity: "critical",
      for: "30s",
      summary: "Sentinel {{ $labels.sentinel }} is in tilt and starts no failover.",
      expr: ({ of }) => `${of("redis_sentinel_tilt")} == 1`,
    },
  ],
  "sentinel-view": [
    {
      alert: "RedisMasterSdown",
      severity: "warning",
      for: "30s",
      summary: "Sentinel {{ $labels.sentinel }} has the master as down (sdown).",
      expr: ({ of }) => `${of("redis_console_sentinel_master_down", { kind: "sdown" })} == 1`,
    },
    {
      alert: "RedisMasterOdown",
      severity: "critical",
      for: "0s",
      summary: "Sentinel {{ $labels.sentinel }} has the master as down, and so has the quorum (odown).",
      expr: ({ of }) => `${of("redis_console_sentinel_master_down", { kind: "odown" })} == 1`,
    },
    {
      alert: "RedisSentinelDisagrees",
      severity: "critical",
      for: "1m",
      summary: "Sentinel {{ $labels.sentinel }} believes in another master than the others.",
      expr: ({ of }) => `${of("redis_console_sentinel_agrees")} == 0`,
    },
  ],
  "known-replicas": [
    {
      alert: "RedisSentinelMissesReplica",
      severity: "warning",
      for: "5m",
      summary: "Sentinel {{ $labels.instance }} does not know a replica that is in step, or has it as down.",
      expr: stateIs("known-replicas", "warning"),
    },
  ],
} as const satisfies Partial<Record<CheckId, readonly AlertRule[]>>;
