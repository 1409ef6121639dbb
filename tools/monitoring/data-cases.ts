import { type AlertCase, limitCases, MASTER, plainCase, REPLICA, stateCase } from "./alert-case.ts";

const link = (isUp: number, isSyncing: number) => ({
  [`redis_master_link_up{${REPLICA}}`]: isUp,
  [`redis_master_sync_in_progress{${REPLICA}}`]: isSyncing,
});
const astray = (isSyncing: number) => ({
  ...link(1, isSyncing),
  [`redis_console_check_state{${REPLICA},check="link"}`]: 1,
});
const aof = (metric: string, status: number) => ({
  [`${metric}{${MASTER}}`]: status,
  [`redis_aof_enabled{${MASTER}}`]: 1,
});
const lags = { well: 1_048_575, warning: 1_048_576, critical: 10_485_760 };
const forks = { well: 0.199, warning: 0.2, critical: 1 };

const ages = { well: 6_000, warning: 8_000, critical: 90_000 };
const OLD_WITHOUT_CHANGES = MASTER.replace("10.0.0.1", "10.0.0.8");
const saved = (place: string, age: number, changes: number) => ({
  [`redis_console_save_age_seconds{${place}}`]: age,
  [`redis_rdb_changes_since_last_save{${place}}`]: changes,
});

export const DATA_CASES: readonly AlertCase[] = [
  stateCase("RedisMasterRefusesWrites", "critical", "min-replicas"),
  { alert: "RedisReplicationLinkDown", severity: "critical", labels: REPLICA, fires: link(0, 0), silent: link(0, 1) },
  { alert: "RedisReplicaCopying", severity: "warning", labels: REPLICA, fires: link(0, 1), silent: link(1, 0) },
  { alert: "RedisReplicaAstray", severity: "warning", labels: REPLICA, fires: astray(0), silent: astray(1) },
  ...limitCases(
    "RedisReplicationLag",
    "lag_bytes",
    { warning: 1_048_576, critical: 10_485_760 },
    (value) => ({ [`redis_console_replication_lag_bytes{${REPLICA}}`]: lags[value] }),
    REPLICA,
  ),
  ...limitCases(
    "RedisReplicationLag",
    "lag_seconds",
    { warning: 5, critical: 30 },
    (value) => ({
      [`redis_console_replication_lag_bytes{${REPLICA}}`]: 10,
      [`redis_console_replication_lag_seconds{${REPLICA}}`]: { well: 4, warning: 5, critical: 30 }[value],
    }),
    REPLICA,
  ),
  plainCase(
    "RedisReplicaWritable",
    "warning",
    `redis_console_replica_read_only{${REPLICA}}`,
    { fires: 0, silent: 1 },
    REPLICA,
  ),
  plainCase("RedisSaveFailed", "critical", `redis_rdb_last_bgsave_status{${MASTER}}`, { fires: 0, silent: 1 }),
  ...limitCases("RedisSaveOld", "save_age_seconds", { warning: 7_200, critical: 86_400 }, (value) => ({
    ...saved(MASTER, ages[value], 7),
    ...saved(OLD_WITHOUT_CHANGES, 90_000, 0),
  })),
  {
    alert: "RedisAofWriteFailed",
    severity: "critical",
    labels: MASTER,
    fires: aof("redis_aof_last_write_status", 0),
    silent: aof("redis_aof_last_write_status", 1),
  },
  {
    alert: "RedisAofRewriteFailed",
    severity: "warning",
    labels: MASTER,
    fires: aof("redis_aof_last_bgrewrite_status", 0),
    silent: { ...aof("redis_aof_last_bgrewrite_status", 0), [`redis_aof_enabled{${MASTER}}`]: 0 },
  },
  ...limitCases("RedisForkSlow", "fork_ms", { warning: 200, critical: 1_000 }, (value) => ({
    [`redis_latest_fork_seconds{${MASTER}}`]: forks[value],
  })),
  stateCase("RedisRestartLoss", "warning", "restart-loss"),
  stateCase("RedisMasterAuthMissing", "warning", "master-auth"),
];
