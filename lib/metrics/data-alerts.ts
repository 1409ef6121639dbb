import type { CheckId } from "#lib/health/catalogue.ts";
import { type AlertRule, bothLimits, stateIs } from "./alert-rule.ts";

/** What would be lost: replication and persistence. */
export const DATA_ALERTS = {
  "min-replicas": [
    {
      alert: "RedisMasterRefusesWrites",
      severity: "critical",
      for: "30s",
      summary: "Master {{ $labels.instance }} refuses writes: too few replicas are in step.",
      expr: stateIs("min-replicas", "critical"),
    },
  ],
  link: [
    {
      alert: "RedisReplicationLinkDown",
      severity: "critical",
      for: "30s",
      summary: "Replica {{ $labels.instance }} has lost its master.",
      expr: ({ of }) => `${of("redis_master_link_up")} == 0 unless ${of("redis_master_sync_in_progress")} == 1`,
    },
    {
      alert: "RedisReplicaCopying",
      severity: "warning",
      for: "5m",
      summary: "Replica {{ $labels.instance }} has been copying all data for five minutes.",
      expr: ({ of }) => `${of("redis_master_sync_in_progress")} == 1`,
    },
    {
      alert: "RedisReplicaAstray",
      severity: "warning",
      for: "1m",
      summary: "Replica {{ $labels.instance }} follows an instance that is no part of the deployment.",
      expr: (terms) =>
        `${stateIs("link", "warning")(terms)} unless on (deployment, instance) ${terms.of("redis_master_sync_in_progress")} == 1`,
    },
  ],
  lag: bothLimits({
    alert: "RedisReplicationLag",
    for: "1m",
    summary: "Replica {{ $labels.instance }} is behind its master ({{ $value | humanize }} bytes or seconds).",
    expr: ({ of, against }, severity) =>
      `${of("redis_console_replication_lag_bytes")} ${against(">=", "lag_bytes", severity)} ` +
      `or ${of("redis_console_replication_lag_seconds")} ${against(">=", "lag_seconds", severity)}`,
  }),
  "read-only-replica": [
    {
      alert: "RedisReplicaWritable",
      severity: "warning",
      for: "5m",
      summary: "Replica {{ $labels.instance }} accepts writes.",
      expr: ({ of }) => `${of("redis_console_replica_read_only")} == 0`,
    },
  ],
  "last-save": [
    {
      alert: "RedisSaveFailed",
      severity: "critical",
      for: "0s",
      summary: "The last save of {{ $labels.instance }} failed.",
      expr: ({ of }) => `${of("redis_rdb_last_bgsave_status")} == 0`,
    },
  ],
  "save-age": bothLimits({
    alert: "RedisSaveOld",
    for: "1m",
    summary: "{{ $labels.instance }} has not saved for {{ $value | humanizeDuration }}.",
    expr: ({ of, against }, severity) =>
      `${of("redis_console_save_age_seconds")} ${against(">=", "save_age_seconds", severity)} ` +
      `and ${of("redis_rdb_changes_since_last_save")} > 0`,
  }),
  aof: [
    {
      alert: "RedisAofWriteFailed",
      severity: "critical",
      for: "0s",
      summary: "{{ $labels.instance }} cannot write its append-only file.",
      expr: ({ of }) => `${of("redis_aof_last_write_status")} == 0 and ${of("redis_aof_enabled")} == 1`,
    },
    {
      alert: "RedisAofRewriteFailed",
      severity: "warning",
      for: "0s",
      summary: "The last rewrite of the append-only file of {{ $labels.instance }} failed.",
      expr: ({ of }) => `${of("redis_aof_last_bgrewrite_status")} == 0 and ${of("redis_aof_enabled")} == 1`,
    },
  ],
  fork: bothLimits({
    alert: "RedisForkSlow",
    for: "0s",
    summary: "{{ $labels.instance }} stood still for {{ $value | humanize }} ms to begin a save.",
    expr: ({ of, against }, severity) =>
      `${of("redis_latest_fork_seconds")} * 1000 ${against(">=", "fork_ms", severity)}`,
  }),
  "restart-loss": [
    {
      alert: "RedisRestartLoss",
      severity: "warning",
      for: "10m",
      summary: "{{ $labels.instance }} saves nothing, so a restart would lose everything.",
      expr: stateIs("restart-loss", "warning"),
    },
  ],
  "master-auth": [
    {
      alert: "RedisMasterAuthMissing",
      severity: "warning",
      for: "10m",
      summary: "{{ $labels.instance }} has no masterauth, so it could not follow another master.",
      expr: stateIs("master-auth", "warning"),
    },
  ],
} as const satisfies Partial<Record<CheckId, readonly AlertRule[]>>;
