import type { CheckId } from "#lib/health/catalogue.ts";
import { RATE_COUNTS_FROM_LOOKUPS } from "#lib/health/checks/check-traffic.ts";
import { type AlertRule, bothLimits, stateIs } from "./alert-rule.ts";

/** Whether an instance is there, is what it should be, and answers. */
export const INSTANCE_ALERTS = {
  answers: [
    {
      alert: "RedisDown",
      severity: "critical",
      for: "30s",
      summary: "{{ $labels.instance }} does not answer.",
      expr: ({ of }) =>
        `${of("redis_up")} == 0 unless on (deployment, instance) ${of("redis_console_check_state", { check: "stale-replica" })} > 0`,
    },
    {
      alert: "RedisLoading",
      severity: "warning",
      for: "5m",
      summary: "{{ $labels.instance }} has been loading its data for five minutes.",
      expr: ({ of }) => `${of("redis_loading_dump_file")} == 1`,
    },
  ],
  "stale-replica": [
    {
      alert: "RedisReplicaGone",
      severity: "warning",
      for: "5m",
      summary: "The sentinels remember {{ $labels.instance }} as a replica, and it has not answered.",
      expr: stateIs("stale-replica", "warning"),
    },
  ],
  ping: bothLimits({
    alert: "RedisPingSlow",
    for: "1m",
    summary: "{{ $labels.instance }} takes {{ $value | humanize }} ms to answer a PING.",
    expr: ({ of, against }, severity) =>
      `${of("redis_console_ping_seconds")} * 1000 ${against(">=", "ping_ms", severity)}`,
  }),
  clients: bothLimits({
    alert: "RedisClientsHigh",
    for: "1m",
    summary: "{{ $labels.instance }} has {{ $value | humanizePercentage }} of the clients it may have.",
    expr: ({ of, against }, severity) =>
      `${of("redis_connected_clients")} / (${of("redis_config_maxclients")} > 0) ${against(">=", "clients_ratio", severity)}`,
  }),
  "blocked-clients": [
    {
      alert: "RedisBlockedClients",
      severity: "warning",
      for: "5m",
      summary: "{{ $labels.instance }} has blocked clients, {{ $value | humanizePercentage }} of all it may have.",
      expr: ({ of, against }) =>
        `${of("redis_blocked_clients")} / (${of("redis_config_maxclients")} > 0) ${against(">=", "clients_ratio", "warning")}`,
    },
  ],
  "rejected-connections": bothLimits({
    alert: "RedisConnectionsRejected",
    for: "0s",
    summary: "{{ $labels.instance }} has refused {{ $value | humanize }} connections in the last five minutes.",
    // Over five minutes, so that one refusal between two scrapes is not missed.
    expr: ({ of, against }, severity) =>
      `increase(${of("redis_rejected_connections_total")}[5m]) ${against(">=", "rejected_connections", severity)}`,
  }),
  "hit-rate": bothLimits({
    alert: "RedisHitRateLow",
    for: "5m",
    summary: "{{ $labels.instance }} finds only {{ $value | humanizePercentage }} of the keys asked for.",
    expr: ({ of, against }, severity) => {
      const [hits, misses] = [of("redis_keyspace_hits_total"), of("redis_keyspace_misses_total")];
      const lookups = `(rate(${hits}[5m]) + rate(${misses}[5m]))`;
      return `rate(${hits}[5m]) / ${lookups} ${against("<", "hit_ratio", severity)} and ${lookups} * 60 >= ${RATE_COUNTS_FROM_LOOKUPS}`;
    },
  }),
  "default-user": [
    {
      alert: "RedisOpenToAnybody",
      severity: "critical",
      for: "5m",
      summary: "{{ $labels.instance }} lets anybody in without a password.",
      expr: stateIs("default-user", "critical"),
    },
  ],
} as const satisfies Partial<Record<CheckId, readonly AlertRule[]>>;
