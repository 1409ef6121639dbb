import { type AlertCase, MASTER, plainCase, REPLICA, SENTINEL, SHOP } from "./alert-case.ts";

const down = (kind: string) => `redis_console_sentinel_master_down{${SENTINEL},kind="${kind}"}`;
const replicas = {
  [`redis_master_link_up{${REPLICA}}`]: 1,
  [`redis_master_link_up{${REPLICA.replace("10.0.0.2", "10.0.0.3")}}`]: 1,
  [`redis_up{${MASTER}}`]: 1,
};

export const SENTINEL_CASES: readonly AlertCase[] = [
  plainCase(
    "RedisSentinelDown",
    "warning",
    `redis_console_sentinel_up{${SENTINEL}}`,
    { fires: 0, silent: 1 },
    SENTINEL,
  ),
  plainCase("RedisSentinelTilt", "critical", `redis_sentinel_tilt{${SENTINEL}}`, { fires: 1, silent: 0 }, SENTINEL),
  plainCase("RedisMasterSdown", "warning", down("sdown"), { fires: 1, silent: 0 }, SENTINEL),
  {
    alert: "RedisMasterOdown",
    severity: "critical",
    labels: SENTINEL,
    fires: { [down("sdown")]: 1, [down("odown")]: 1 },
    silent: { [down("sdown")]: 1, [down("odown")]: 0 },
  },
  plainCase(
    "RedisSentinelDisagrees",
    "critical",
    `redis_console_sentinel_agrees{${SENTINEL}}`,
    { fires: 0, silent: 1 },
    SENTINEL,
  ),
  {
    alert: "RedisSentinelMissesReplica",
    severity: "warning",
    labels: SENTINEL,
    fires: { ...replicas, [`redis_sentinel_master_slaves{${SENTINEL}}`]: 1 },
    silent: {
      ...replicas,
      [`redis_sentinel_master_slaves{${SENTINEL}}`]: 1,
      [`redis_console_failover_under_way{${SHOP}}`]: 1,
    },
  },
];
