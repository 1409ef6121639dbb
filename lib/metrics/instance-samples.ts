import { judgedSaveAge } from "#lib/health/checks/judged-save-age.ts";
import type { InstanceFigures, InstanceSnapshot } from "#lib/topology/schema.ts";
import type { Labels, Sample } from "./sample.ts";
import { toSamples, type Values } from "./to-samples.ts";

/** All of one instance. What a silent one said last is not said again: it would look like now. */
export function instanceSamples(deployment: string, { address, figures, ...seen }: InstanceSnapshot): Sample[] {
  const labels = { deployment, instance: address };
  if (seen.silence !== null) return toSamples(labels, { redis_up: 0 });
  if (figures === null) return [];
  return [
    ...toSamples(labels, { redis_up: 1 }),
    ...identity(labels, seen.role, figures.version),
    ...toSamples(labels, {
      redis_uptime_in_seconds: figures.uptimeSeconds,
      redis_console_ping_seconds: seconds(seen.pingMs),
      redis_console_save_age_seconds: judgedSaveAge({ figures, setup: seen.setup }),
    }),
    ...toSamples(labels, ofLoad(figures)),
    ...toSamples(labels, ofPersistence(figures)),
    ...toSamples(labels, ofReplication(figures, seen.role)),
    ...figures.keyspace.flatMap(({ db, keys, expires }) =>
      toSamples({ ...labels, db: `db${db}` }, { redis_db_keys: keys, redis_db_keys_expiring: expires }),
    ),
  ];
}

/** The version comes from the server and must not become whatever label it likes. */
function identity(labels: Labels, role: InstanceSnapshot["role"], version: string): Sample[] {
  const shown = /^[0-9]{1,5}(\.[0-9]{1,5}){1,3}$/.test(version) ? version : "other";
  // Redis' own word, which dashboards made for redis_exporter ask for.
  const word = role === "replica" ? "slave" : role;
  return toSamples({ ...labels, role: word, redis_version: shown }, { redis_instance_info: 1 });
}

function ofLoad({ clients, memory, traffic }: InstanceFigures): Values {
  return {
    redis_connected_clients: clients.connected,
    redis_blocked_clients: clients.blocked,
    redis_config_maxclients: clients.max,
    redis_memory_used_bytes: memory.usedBytes,
    redis_memory_used_peak_bytes: memory.peakBytes,
    redis_memory_used_rss_bytes: memory.rssBytes,
    redis_memory_max_bytes: memory.maxBytes ?? 0,
    redis_total_system_memory_bytes: memory.hostBytes,
    redis_mem_fragmentation_ratio: memory.fragmentationRatio,
    redis_instantaneous_ops_per_second: traffic.opsPerSecond,
    redis_commands_processed_total: traffic.commands,
    redis_connections_received_total: traffic.connections,
    redis_keyspace_hits_total: traffic.hits,
    redis_keyspace_misses_total: traffic.misses,
    redis_evicted_keys_total: traffic.evictedKeys,
    redis_expired_keys_total: traffic.expiredKeys,
    redis_rejected_connections_total: traffic.rejectedConnections,
  };
}

function ofPersistence({ persistence }: InstanceFigures): Values {
  return {
    redis_loading_dump_file: persistence.isLoading,
    redis_rdb_changes_since_last_save: persistence.changesSinceSave,
    redis_rdb_bgsave_in_progress: persistence.isSaving,
    redis_rdb_last_save_timestamp_seconds: seconds(persistence.lastSaveAt),
    redis_rdb_last_bgsave_status: persistence.isLastSaveOk,
    redis_aof_enabled: persistence.isAofEnabled,
    redis_aof_last_write_status: persistence.isLastAofWriteOk,
    redis_aof_last_bgrewrite_status: persistence.isLastAofRewriteOk,
    redis_latest_fork_seconds: seconds(persistence.lastForkMs),
  };
}

function ofReplication({ replication }: InstanceFigures, role: InstanceSnapshot["role"]): Values {
  const shared = {
    redis_connected_slaves: replication.connectedReplicas,
    redis_console_good_replicas: role === "master" ? replication.goodReplicas : null,
  };
  if (role !== "replica") return { ...shared, redis_master_repl_offset: replication.offset };
  return {
    ...shared,
    redis_master_link_up: replication.isLinkUp,
    redis_master_last_io_seconds_ago: replication.lastIoSecondsAgo,
    redis_master_sync_in_progress: replication.isSyncing,
    redis_slave_repl_offset: replication.offset,
    redis_slave_priority: replication.priority,
    redis_console_replication_lag_bytes: replication.lagBytes,
    redis_console_replication_lag_seconds: replication.lagSeconds,
    redis_console_replica_read_only: replication.isReadOnly,
  };
}

function seconds(ms: number | null): number | null {
  return ms === null ? null : ms / 1000;
}
