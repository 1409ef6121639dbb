import type { MetricKind, MetricSubject } from "./metric.ts";

const define =
  (type: MetricKind["type"], about: MetricSubject) =>
  (help: string): MetricKind => ({ type, about, help });

const ofInstance = define("gauge", "instance");
const ofSentinel = define("gauge", "sentinel");
const ofDeployment = define("gauge", "deployment");

/** What only the console knows. */
export const CONSOLE_METRICS = {
  redis_console_check_state: define(
    "gauge",
    "check",
  )(
    "State of a health check: 0 ok, 1 warning, 2 critical, 3 unknown; instance is empty for the deployment as a whole.",
  ),
  redis_console_threshold: ofDeployment("A limit of the configuration; the alert rules compare with it."),
  redis_console_ping_seconds: ofInstance("Time of a PING, measured from the console."),
  redis_console_replication_lag_bytes: ofInstance("How far a replica is behind its master, in bytes."),
  redis_console_replication_lag_seconds: ofInstance("How far a replica is behind the master, in seconds."),
  redis_console_replica_read_only: ofInstance("Whether a replica refuses writes of clients: 1 or 0."),
  redis_console_save_age_seconds: ofInstance(
    "Age of the last RDB save by the instance's own clock, where there is one to judge.",
  ),
  redis_console_good_replicas: ofInstance("Replicas that count for min-replicas-to-write, where that is set."),
  redis_console_usable_replicas: ofDeployment("Replicas that could take over."),
  redis_console_failover_under_way: ofDeployment("Whether a failover is under way: 1 or 0."),
  redis_console_failovers_total: define(
    "counter",
    "deployment",
  )("Failovers that the sentinels told of (+switch-master) since the console's start."),
  redis_console_sentinel_up: ofSentinel("Whether the sentinel answered the last look: 1 or 0."),
  redis_console_sentinel_agrees: ofSentinel("Whether the sentinel names the same master as the others: 1 or 0."),
  redis_console_sentinel_master_down: ofSentinel("Whether the sentinel has the master in sdown or in odown: 1 or 0."),
  redis_console_sentinel_quorum: ofSentinel("How many sentinels must agree that the master is down."),
  redis_console_poller_age_seconds: ofDeployment("Age of the newest snapshot; every figure here is as old."),
  redis_console_poller_duration_seconds: ofDeployment("How long the last look at the deployment took."),
  redis_console_event_streams: define("gauge", "console")("Event streams that are open."),
  redis_console_jobs: define("gauge", "console")("Jobs in the store, by kind and by how they stand."),
  redis_console_operations_total: define("counter", "console")("Operations that ended, by how they ended."),
  redis_console_operation_duration_seconds: define(
    "histogram",
    "console",
  )("How long operations took; what lasts as long as somebody watches is left out."),
  process_cpu_seconds_total: define("counter", "console")("Processor time of the console's process."),
  process_resident_memory_bytes: define("gauge", "console")("Resident memory of the console's process."),
  process_start_time_seconds: define("gauge", "console")("When the console's process started."),
} as const satisfies Record<string, MetricKind>;
