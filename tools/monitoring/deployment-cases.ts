import {
  type AlertCase,
  limit,
  limitCases,
  MASTER,
  OTHER_SENTINEL,
  plainCase,
  REPLICA,
  SENTINEL,
  SHOP,
  stateCase,
} from "./alert-case.ts";

const info = (place: string, role: string) => `redis_instance_info{${place},role="${role}",redis_version="7.0.15"}`;
const sentinels = (one: number, other: number) => ({
  [`redis_sentinel_master_sentinels{${SENTINEL}}`]: one,
  [`redis_sentinel_master_sentinels{${OTHER_SENTINEL}}`]: other,
  [limit("known_sentinels", "warning")]: 3,
});
const quorum = (one: number, other: number) => ({
  [`redis_sentinel_master_ckquorum_status{${SENTINEL}}`]: one,
  [`redis_sentinel_master_ckquorum_status{${OTHER_SENTINEL}}`]: other,
});
const up = { [`redis_up{${MASTER}}`]: 1, [`redis_up{${REPLICA}}`]: 1 };
const usable = { well: 2, warning: 1, critical: 0 };

export const DEPLOYMENT_CASES: readonly AlertCase[] = [
  {
    alert: "RedisNoMaster",
    severity: "critical",
    labels: SHOP,
    fires: { ...up, [`redis_up{${MASTER}}`]: 0, [info(REPLICA, "slave")]: 1 },
    silent: { ...up, [info(MASTER, "master")]: 1, [info(REPLICA, "slave")]: 1 },
  },
  {
    alert: "RedisSeveralMasters",
    severity: "critical",
    labels: SHOP,
    fires: { [info(MASTER, "master")]: 1, [info(REPLICA, "master")]: 1 },
    silent: {
      [info(MASTER, "master")]: 1,
      [info(REPLICA, "slave")]: 1,
      [info(MASTER, "master").replace("}", ',console="b"}')]: 1,
    },
  },
  stateCase("RedisMasterMisnamed", "warning", "one-master", SHOP),
  {
    alert: "RedisNoSentinelAnswers",
    severity: "critical",
    labels: SHOP,
    fires: { [`redis_console_sentinel_up{${SENTINEL}}`]: 0, [`redis_console_sentinel_up{${OTHER_SENTINEL}}`]: 0 },
    silent: { [`redis_console_sentinel_up{${SENTINEL}}`]: 0, [`redis_console_sentinel_up{${OTHER_SENTINEL}}`]: 1 },
  },
  {
    alert: "RedisSentinelNumberWrong",
    severity: "warning",
    labels: SHOP,
    fires: sentinels(3, 2),
    silent: sentinels(3, 3),
  },
  { alert: "RedisTooFewSentinels", severity: "warning", labels: SHOP, fires: sentinels(2, 2), silent: sentinels(3, 3) },
  { alert: "RedisQuorumLost", severity: "critical", labels: SHOP, fires: quorum(0, 0), silent: quorum(0, 1) },
  { alert: "RedisQuorumNotSeen", severity: "warning", labels: SENTINEL, fires: quorum(0, 1), silent: quorum(1, 1) },
  plainCase(
    "RedisFailoverUnderWay",
    "warning",
    `redis_console_failover_under_way{${SHOP}}`,
    { fires: 1, silent: 0 },
    SHOP,
  ),
  plainCase(
    "RedisFailoverHappened",
    "warning",
    `redis_console_failovers_total{${SHOP}}`,
    // Once, a few minutes before the end; then, before anybody looked.
    { fires: "0x7 1x10", silent: "1x30" },
    SHOP,
  ),
  ...limitCases(
    "RedisReplicasMissing",
    "usable_replicas",
    { warning: 2, critical: 1 },
    (value) => ({ [`redis_console_usable_replicas{${SHOP}}`]: usable[value] }),
    SHOP,
  ),
  stateCase("RedisServerBuildOld", "warning", "server-build", SHOP),
  plainCase(
    "RedisConsoleSilent",
    "critical",
    `redis_console_poller_age_seconds{${SHOP}}`,
    { fires: "_x20", silent: 1 },
    "",
  ),
  plainCase(
    "RedisConsoleStale",
    "critical",
    `redis_console_poller_age_seconds{${SHOP}}`,
    { fires: 61, silent: 60 },
    SHOP,
  ),
];
