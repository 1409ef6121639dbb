import type { MetricKind, MetricSubject } from "./metric.ts";

const define =
  (type: "gauge" | "counter", about: MetricSubject) =>
  (help: string): MetricKind => ({ type, about, help });

const gauge = define("gauge", "instance");
const counter = define("counter", "instance");
const sentinel = define("gauge", "sentinel");

/** What redis_exporter exports too, under its names and with its meaning, so that dashboards made for it fit. */
export const REDIS_METRICS = {
  redis_up: gauge("Whether the instance answered the last look: 1 or 0. While it is 0 it has no other series."),
  redis_instance_info: gauge("Always 1; the labels tell its role as Redis writes it (master, slave) and its version."),
  redis_uptime_in_seconds: gauge("Seconds since its start."),
  redis_connected_clients: gauge("Clients that are connected, replicas not counted."),
  redis_blocked_clients: gauge("Clients that wait in a blocking command."),
  redis_config_maxclients: gauge("How many clients it takes at most."),
  redis_memory_used_bytes: gauge("Memory that its allocator has given out."),
  redis_memory_used_peak_bytes: gauge("The most it has used since its start."),
  redis_memory_used_rss_bytes: gauge("Memory that it has from the system."),
  redis_memory_max_bytes: gauge("maxmemory; 0 is no limit."),
  redis_total_system_memory_bytes: gauge("Memory of its host."),
  redis_mem_fragmentation_ratio: gauge("Resident memory over used memory."),
  redis_instantaneous_ops_per_second: gauge("Commands a second, as Redis has measured them."),
  redis_commands_processed_total: counter("Commands since its start."),
  redis_connections_received_total: counter("Connections taken since its start."),
  redis_keyspace_hits_total: counter("Look-ups that found a key."),
  redis_keyspace_misses_total: counter("Look-ups that found none."),
  redis_evicted_keys_total: counter("Keys evicted because memory was full."),
  redis_expired_keys_total: counter("Keys that reached their time."),
  redis_rejected_connections_total: counter("Connections refused because maxclients was reached."),
  redis_loading_dump_file: gauge("Whether it is loading its data: 1 or 0."),
  redis_rdb_changes_since_last_save: gauge("Changes that no RDB save holds yet."),
  redis_rdb_bgsave_in_progress: gauge("Whether a background save is under way: 1 or 0."),
  redis_rdb_last_save_timestamp_seconds: gauge("When the last RDB save ended, or the instance started."),
  redis_rdb_last_bgsave_status: gauge("Whether the last background save ended well: 1 or 0."),
  redis_aof_enabled: gauge("Whether the append-only file is on: 1 or 0."),
  redis_aof_last_write_status: gauge("Whether the last write to the append-only file ended well: 1 or 0."),
  redis_aof_last_bgrewrite_status: gauge("Whether the last rewrite of the append-only file ended well: 1 or 0."),
  redis_latest_fork_seconds: gauge("How long the last fork held every client up."),
  redis_connected_slaves: gauge("Replicas that follow it and are online."),
  redis_master_repl_offset: gauge("Replication offset of a master."),
  redis_master_link_up: gauge("Whether a replica's link to its master is up: 1 or 0."),
  redis_master_last_io_seconds_ago: gauge(
    "Seconds since a replica last heard from its master; -1 while the link is down.",
  ),
  redis_master_sync_in_progress: gauge("Whether a replica is copying all data from its master: 1 or 0."),
  redis_slave_repl_offset: gauge("Replication offset of a replica."),
  redis_slave_priority: gauge("A replica's priority for becoming the master; 0 is never."),
  redis_db_keys: gauge("Keys in a database."),
  redis_db_keys_expiring: gauge("Keys in a database that have an expiry."),

  redis_sentinel_masters: sentinel("How many masters the sentinel watches."),
  redis_sentinel_master_status: sentinel("Whether the sentinel has the master as up, neither sdown nor odown: 1 or 0."),
  redis_sentinel_master_slaves: sentinel("Replicas the sentinel knows, those that are down too."),
  redis_sentinel_master_ok_slaves: sentinel("Replicas the sentinel knows and has as up."),
  redis_sentinel_master_sentinels: sentinel("Sentinels that watch the master, this one included, as it knows them."),
  redis_sentinel_master_ok_sentinels: sentinel("Sentinels that watch the master and are up, this one included."),
  redis_sentinel_master_ckquorum_status: sentinel(
    "What SENTINEL CKQUORUM answers: 1 for a quorum that can be reached.",
  ),
  redis_sentinel_tilt: sentinel("Whether the sentinel is in tilt: 1 or 0."),
} as const satisfies Record<string, MetricKind>;
