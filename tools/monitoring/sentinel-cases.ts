import { type AlertCase, plainCase, SENTINEL, stateCase } from "./alert-case.ts";

const down = (kind: string) => `redis_console_sentinel_master_down{${SENTINEL},kind="${kind}"}`;

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
  stateCase("RedisSentinelMissesReplica", "warning", "known-replicas", SENTINEL.replace("sentinel=", "instance=")),
];
