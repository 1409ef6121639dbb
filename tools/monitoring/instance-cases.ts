import { type AlertCase, limit, limitCases, MASTER, plainCase, REPLICA, stateCase } from "./alert-case.ts";

const pings = { well: 0.049, warning: 0.05, critical: 0.5 };
const clients = { well: 790, warning: 800, critical: 950 };
const blocked = (count: number) => ({
  [`redis_blocked_clients{${MASTER}}`]: count,
  [`redis_config_maxclients{${MASTER}}`]: 1_000,
  [limit("clients_ratio", "warning")]: 0.8,
});
/** Of a hundred look-ups in each minute. */
const hits = { well: 81, warning: 79, critical: 49 };

export const INSTANCE_CASES: readonly AlertCase[] = [
  {
    alert: "RedisDown",
    severity: "critical",
    labels: REPLICA,
    fires: { [`redis_up{${REPLICA}}`]: 0, [`redis_up{${MASTER}}`]: 1, 'redis_up{instance="of redis_exporter"}': 0 },
    // Gone for good: that is another alert.
    silent: { [`redis_up{${REPLICA}}`]: 0, [`redis_console_check_state{${REPLICA},check="stale-replica"}`]: 1 },
  },
  plainCase("RedisLoading", "warning", `redis_loading_dump_file{${MASTER}}`, { fires: 1, silent: 0 }),
  stateCase("RedisReplicaGone", "warning", "stale-replica", REPLICA),
  ...limitCases("RedisPingSlow", "ping_ms", { warning: 50, critical: 500 }, (value) => ({
    [`redis_console_ping_seconds{${MASTER}}`]: pings[value],
  })),
  ...limitCases("RedisClientsHigh", "clients_ratio", { warning: 0.8, critical: 0.95 }, (value) => ({
    [`redis_connected_clients{${MASTER}}`]: clients[value],
    [`redis_config_maxclients{${MASTER}}`]: 1_000,
  })),
  { alert: "RedisBlockedClients", severity: "warning", labels: MASTER, fires: blocked(800), silent: blocked(799) },
  ...limitCases("RedisConnectionsRejected", "rejected_connections", { warning: 1, critical: 100 }, (value) => ({
    [`redis_rejected_connections_total{${MASTER}}`]: { well: 7, warning: "7x9 8x5", critical: "7x9 300x5" }[value],
  })),
  ...limitCases("RedisHitRateLow", "hit_ratio", { warning: 0.8, critical: 0.5 }, (value) => ({
    [`redis_keyspace_hits_total{${MASTER}}`]: `0+${hits[value]}x30`,
    [`redis_keyspace_misses_total{${MASTER}}`]: `0+${100 - hits[value]}x30`,
  })),
  stateCase("RedisOpenToAnybody", "critical", "default-user"),
];
