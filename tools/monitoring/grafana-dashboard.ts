import { type PanelSketch, toPanels } from "./grafana-panel.ts";

const D = 'deployment=~"$deployment"';
const I = `${D},instance=~"$instance"`;
const CHECK_STATES = {
  0: { text: "ok", color: "green" },
  1: { text: "warning", color: "orange" },
  2: { text: "critical", color: "red" },
  3: { text: "unknown", color: "gray" },
};
const YES_NO = { 0: { text: "no", color: "red" }, 1: { text: "yes", color: "green" } };

/** `unknown` is shown as worst by its number, so it is left out. */
const worst = `max by (deployment) (redis_console_check_state{${D}} != 3)`;

const lines = (
  title: string,
  unit: string,
  description: string,
  ...queries: [expr: string, legend: string][]
): PanelSketch => ({
  title,
  kind: "timeseries",
  width: 12,
  unit,
  description,
  queries: queries.map(([expr, legend]) => ({ expr, legend })),
});

const PANELS: readonly PanelSketch[] = [
  {
    title: "State",
    kind: "stat",
    width: 6,
    description: "The worst of all checks.",
    states: CHECK_STATES,
    queries: [{ expr: worst, legend: "{{deployment}}" }],
  },
  {
    title: "Checks over time",
    kind: "state-timeline",
    width: 12,
    description: "Checks that are not ok; see the runbook under their name.",
    states: CHECK_STATES,
    queries: [
      {
        expr: `max by (deployment, instance, check) (redis_console_check_state{${D}}) > 0`,
        legend: "{{check}} {{instance}}",
      },
    ],
  },
  {
    title: "Quorum",
    kind: "stat",
    width: 6,
    description: "Whether each sentinel could take part in a failover now (CKQUORUM).",
    states: YES_NO,
    queries: [{ expr: `redis_sentinel_master_ckquorum_status{${D}}`, legend: "{{sentinel}}" }],
  },
  {
    title: "Instances",
    kind: "table",
    width: 12,
    description: "Role and version of each instance that answers.",
    queries: [{ expr: `redis_instance_info{${I}}`, legend: "" }],
  },
  lines(
    "Up",
    "short",
    "1 while it answers the console.",
    [`redis_up{${I}}`, "{{instance}}"],
    [`redis_console_sentinel_up{${D}}`, "sentinel {{sentinel}}"],
  ),
  lines("Commands", "ops", "As Redis measures them.", [`redis_instantaneous_ops_per_second{${I}}`, "{{instance}}"]),
  lines(
    "Memory against maxmemory",
    "percentunit",
    "With the limits of the configuration.",
    [`redis_memory_used_bytes{${I}} / (redis_memory_max_bytes{${I}} > 0)`, "{{instance}}"],
    [`redis_console_threshold{${D},figure="memory_ratio"}`, "{{deployment}} {{severity}}"],
  ),
  lines(
    "Memory",
    "bytes",
    "What data takes, and what the instance holds of the system.",
    [`redis_memory_used_bytes{${I}}`, "{{instance}} used"],
    [`redis_memory_used_rss_bytes{${I}}`, "{{instance}} resident"],
  ),
  lines(
    "Hit rate",
    "percentunit",
    "Of five minutes.",
    [
      `rate(redis_keyspace_hits_total{${I}}[5m]) / (rate(redis_keyspace_hits_total{${I}}[5m]) + rate(redis_keyspace_misses_total{${I}}[5m]))`,
      "{{instance}}",
    ],
    [`redis_console_threshold{${D},figure="hit_ratio"}`, "{{deployment}} {{severity}}"],
  ),
  lines("Replication lag", "bytes", "How far each replica is behind.", [
    `redis_console_replication_lag_bytes{${I}}`,
    "{{instance}}",
  ]),
  lines(
    "Clients",
    "short",
    "Connected, and waiting in a blocking command.",
    [`redis_connected_clients{${I}}`, "{{instance}}"],
    [`redis_blocked_clients{${I}}`, "{{instance}} blocked"],
  ),
  lines(
    "Evicted, expired, rejected",
    "ops",
    "Keys and connections a second.",
    [`rate(redis_evicted_keys_total{${I}}[5m])`, "{{instance}} evicted keys"],
    [`rate(redis_expired_keys_total{${I}}[5m])`, "{{instance}} expired keys"],
    [`rate(redis_rejected_connections_total{${I}}[5m])`, "{{instance}} rejected connections"],
  ),
  lines("Keys", "short", "By database.", [`redis_db_keys{${I}}`, "{{instance}} {{db}}"]),
  lines("Failovers", "short", "In the hour before.", [
    `increase(redis_console_failovers_total{${D}}[1h])`,
    "{{deployment}}",
  ]),
  lines("PING", "s", "Measured from the console.", [`redis_console_ping_seconds{${I}}`, "{{instance}}"]),
  lines("Operations of the console", "ops", "By how they ended.", [
    "sum by (operation, result) (rate(redis_console_operations_total[5m]))",
    "{{operation}} {{result}}",
  ]),
  lines("Time of the console's operations", "s", "Nineteen of twenty are done within.", [
    "histogram_quantile(0.95, sum by (operation, le) (rate(redis_console_operation_duration_seconds_bucket[5m])))",
    "{{operation}}",
  ]),
  lines(
    "The console itself",
    "s",
    "Age of its newest snapshot, and how long a look takes.",
    [`redis_console_poller_age_seconds{${D}}`, "{{deployment}} age"],
    [`redis_console_poller_duration_seconds{${D}}`, "{{deployment}} look"],
  ),
  lines(
    "Streams and jobs",
    "short",
    "Live views that are open, jobs that wait or run.",
    ["redis_console_event_streams", "live views"],
    ['redis_console_jobs{result=~"queued|running"}', "{{kind}} {{result}}"],
  ),
];

/** A dashboard to import: Dashboards → New → Import. */
export function grafanaDashboard(): string {
  const dashboard = {
    uid: "redis-console",
    title: "Redis under Sentinel",
    tags: ["redis"],
    schemaVersion: 38,
    version: 1,
    editable: true,
    refresh: "30s",
    time: { from: "now-6h", to: "now" },
    templating: {
      list: [
        { name: "source", label: "Data source", type: "datasource", query: "prometheus" },
        variable("deployment", "label_values(redis_console_poller_age_seconds, deployment)"),
        variable("instance", 'label_values(redis_up{deployment=~"$deployment"}, instance)'),
      ],
    },
    annotations: { list: [] },
    panels: toPanels(PANELS),
  };
  return `${JSON.stringify(dashboard, null, 2)}\n`;
}

function variable(name: string, query: string) {
  return {
    name,
    label: name,
    type: "query",
    datasource: { type: "prometheus", uid: "$source" },
    query: { query, refId: name },
    refresh: 2,
    multi: true,
    includeAll: true,
    sort: 1,
    current: { text: "All", value: "$__all" },
  };
}
