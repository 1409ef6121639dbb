import type { CheckId } from "#lib/health/catalogue.ts";
import { type AlertRule, bothLimits, stateIs } from "./alert-rule.ts";

export const DEPLOYMENT_ALERTS = {
  "one-master": [
    {
      alert: "RedisNoMaster",
      severity: "critical",
      for: "30s",
      summary: "{{ $labels.deployment }} has no master.",
      expr: ({ of }) =>
        `count by (deployment) (${of("redis_up")}) unless on (deployment) ${of("redis_instance_info", { role: "master" })}`,
    },
    {
      alert: "RedisSeveralMasters",
      severity: "critical",
      for: "30s",
      summary: "{{ $labels.deployment }} has {{ $value }} instances that say they are the master.",
      expr: ({ of }) =>
        `count by (deployment) (count by (deployment, instance) (${of("redis_instance_info", { role: "master" })})) > 1`,
    },
    {
      alert: "RedisMasterMisnamed",
      severity: "warning",
      for: "1m",
      summary: "The sentinels of {{ $labels.deployment }} name another instance than the master.",
      expr: stateIs("one-master", "warning"),
    },
  ],
  "sentinels-answer": [
    {
      alert: "RedisNoSentinelAnswers",
      severity: "critical",
      for: "30s",
      summary: "No sentinel of {{ $labels.deployment }} answers.",
      expr: ({ of }) => `max by (deployment) (${of("redis_console_sentinel_up")}) == 0`,
    },
  ],
  "sentinel-number": [
    {
      alert: "RedisSentinelNumberWrong",
      severity: "warning",
      for: "5m",
      summary:
        "The sentinels of {{ $labels.deployment }} know of {{ $value }} sentinels, which is not as many as expected.",
      expr: ({ of, against }) => {
        const known = of("redis_sentinel_master_sentinels");
        const [below, above] = [against("<", "known_sentinels", "warning"), against(">", "known_sentinels", "warning")];
        return `min by (deployment) (${known}) ${below} or max by (deployment) (${known}) ${above}`;
      },
    },
    {
      alert: "RedisTooFewSentinels",
      severity: "warning",
      for: "5m",
      summary: "{{ $labels.deployment }} has {{ $value }} sentinels, which cannot survive the loss of one.",
      expr: ({ of }) => `max by (deployment) (${of("redis_sentinel_master_sentinels")}) < 3`,
    },
  ],
  quorum: [
    {
      alert: "RedisQuorumLost",
      severity: "critical",
      for: "30s",
      summary: "A failover of {{ $labels.deployment }} is impossible: its sentinels have no quorum.",
      expr: ({ of }) => `max by (deployment) (${of("redis_sentinel_master_ckquorum_status")}) == 0`,
    },
    {
      alert: "RedisQuorumNotSeen",
      severity: "warning",
      for: "1m",
      summary: "Sentinel {{ $labels.sentinel }} sees no quorum.",
      expr: ({ of }) => `${of("redis_sentinel_master_ckquorum_status")} == 0`,
    },
  ],
  failover: [
    {
      alert: "RedisFailoverUnderWay",
      severity: "warning",
      for: "1m",
      summary: "A failover of {{ $labels.deployment }} has been under way for a minute.",
      expr: ({ of }) => `${of("redis_console_failover_under_way")} == 1`,
    },
    {
      alert: "RedisFailoverHappened",
      severity: "warning",
      for: "0s",
      summary: "{{ $labels.deployment }} has failed over in the last ten minutes.",
      expr: ({ of }) => `increase(${of("redis_console_failovers_total")}[10m]) > 0`,
    },
  ],
  replicas: bothLimits({
    alert: "RedisReplicasMissing",
    for: "2m",
    summary: "Only {{ $value }} replicas of {{ $labels.deployment }} could take over.",
    expr: ({ of, against }, severity) =>
      `${of("redis_console_usable_replicas")} ${against("<", "usable_replicas", severity)}`,
  }),
  "server-build": [
    {
      alert: "RedisServerBuildOld",
      severity: "warning",
      for: "10m",
      summary: "An instance of {{ $labels.deployment }} lacks security fixes.",
      expr: stateIs("server-build", "warning"),
    },
  ],
} as const satisfies Partial<Record<CheckId, readonly AlertRule[]>>;
