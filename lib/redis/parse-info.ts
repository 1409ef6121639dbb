import { joinAddress } from "./address.ts";

/** The end of the year 9999: what is later cannot be written as a time. */
const LAST_SECOND = 253_402_300_799;

/** The raw fields of an INFO reply; what is not name:value is passed over, and so is a reply that is no text. */
export function parseInfoText(text: unknown): Map<string, string> {
  const fields = new Map<string, string>();
  if (typeof text !== "string") return fields;
  for (const line of text.split("\n")) {
    const colon = line.indexOf(":");
    if (colon > 0 && !line.startsWith("#")) fields.set(line.slice(0, colon), line.slice(colon + 1).trim());
  }
  return fields;
}

export interface ReplicaInInfo {
  address: string;
  state: string;
  offset: number | undefined;
  lagSeconds: number | undefined;
}
export interface InstanceInfo {
  isValkey: boolean;
  version: string | undefined;
  buildId: string | undefined;
  mode: string | undefined;
  runId: string | undefined;
  uptimeSeconds: number | undefined;
  /** What its own clock says. */
  clockAt: number | undefined;
  configFile: string | undefined;
  executable: string | undefined;
  clients: { connected: number | undefined; max: number | undefined; blocked: number | undefined };
  memory: {
    usedBytes: number | undefined;
    peakBytes: number | undefined;
    residentBytes: number | undefined;
    fragmentationRatio: number | undefined;
    maxBytes: number | undefined;
    policy: string | undefined;
    hostBytes: number | undefined;
  };
  persistence: {
    isLoading: boolean | undefined;
    /** While it loads its data, by its own estimate. */
    loadedPercent: number | undefined;
    loadingSecondsLeft: number | undefined;
    changesSinceSave: number | undefined;
    isSaving: boolean | undefined;
    isRewritingAof: boolean | undefined;
    lastSaveAt: number | undefined;
    lastSaveOk: boolean | undefined;
    isAofOn: boolean | undefined;
    lastAofRewriteOk: boolean | undefined;
    lastAofWriteOk: boolean | undefined;
    lastForkMicroseconds: number | undefined;
  };
  stats: {
    opsPerSecond: number | undefined;
    commands: number | undefined;
    hits: number | undefined;
    misses: number | undefined;
    evicted: number | undefined;
    expired: number | undefined;
    rejectedConnections: number | undefined;
    connections: number | undefined;
  };
  replication: {
    role: "master" | "replica" | undefined;
    /** Of the history of writes: a master and its replicas in sync have the same. */
    historyId: string | undefined;
    /** The one that it goes on from, with the same offsets. */
    formerHistoryId: string | undefined;
    /** Of a promoted replica: how far it had the history of its master before; later writes there are lost. */
    takenOverAt: number | undefined;
    masterAddress: string | undefined;
    isLinkUp: boolean | undefined;
    lastIoSecondsAgo: number | undefined;
    /** Since a replica lost its master; -1 where it never had it. */
    linkDownSeconds: number | undefined;
    isSyncing: boolean | undefined;
    offset: number | undefined;
    priority: number | undefined;
    isReadOnly: boolean | undefined;
    minReplicasToWrite: number | undefined;
    goodReplicas: number | undefined;
    replicas: ReplicaInInfo[];
  };
  keyspace: { db: number; keys: number; expires: number; averageTtlMs: number | undefined }[];
}

/** INFO in the house's words. Never throws: what is missing or malformed is undefined. */
export function parseInfo(text: unknown): InstanceInfo {
  const fields = parseInfoText(text);
  const read = fieldReader(fields);
  const clockMicroseconds = read.number("server_time_usec");
  return {
    isValkey: fields.has("valkey_version"),
    version: read.text("valkey_version") ?? read.text("redis_version"),
    buildId: read.text("redis_build_id"),
    mode: read.text("redis_mode"),
    runId: read.text("run_id"),
    uptimeSeconds: read.number("uptime_in_seconds"),
    clockAt: clockMicroseconds === undefined ? undefined : clockMicroseconds / 1000,
    configFile: read.text("config_file"),
    executable: read.text("executable"),
    clients: {
      connected: read.number("connected_clients"),
      max: read.number("maxclients"),
      blocked: read.number("blocked_clients"),
    },
    memory: {
      usedBytes: read.number("used_memory"),
      peakBytes: read.number("used_memory_peak"),
      residentBytes: read.number("used_memory_rss"),
      fragmentationRatio: read.number("mem_fragmentation_ratio"),
      maxBytes: read.number("maxmemory"),
      policy: read.text("maxmemory_policy"),
      hostBytes: read.number("total_system_memory"),
    },
    persistence: parsePersistence(read),
    stats: {
      opsPerSecond: read.number("instantaneous_ops_per_sec"),
      commands: read.number("total_commands_processed"),
      hits: read.number("keyspace_hits"),
      misses: read.number("keyspace_misses"),
      evicted: read.number("evicted_keys"),
      expired: read.number("expired_keys"),
      rejectedConnections: read.number("rejected_connections"),
      connections: read.number("total_connections_received"),
    },
    replication: parseReplication(read, fields),
    keyspace: parseKeyspace(fields),
  };
}

type FieldReader = ReturnType<typeof fieldReader>;

function fieldReader(fields: Map<string, string>) {
  const number = (name: string): number | undefined => toNumber(fields.get(name));
  return {
    text: (name: string) => fields.get(name) || undefined,
    number,
    flag: (name: string) => (number(name) === undefined ? undefined : number(name) === 1),
    ok: (name: string) => (fields.has(name) ? fields.get(name) === "ok" : undefined),
  };
}

function parsePersistence(read: FieldReader): InstanceInfo["persistence"] {
  const savedAt = read.number("rdb_last_save_time");
  return {
    isLoading: read.flag("loading"),
    loadedPercent: read.number("loading_loaded_perc"),
    loadingSecondsLeft: read.number("loading_eta_seconds"),
    changesSinceSave: read.number("rdb_changes_since_last_save"),
    isSaving: read.flag("rdb_bgsave_in_progress"),
    isRewritingAof: read.flag("aof_rewrite_in_progress"),
    lastSaveAt: savedAt === undefined || savedAt < 0 || savedAt > LAST_SECOND ? undefined : savedAt * 1000,
    lastSaveOk: read.ok("rdb_last_bgsave_status"),
    isAofOn: read.flag("aof_enabled"),
    lastAofRewriteOk: read.ok("aof_last_bgrewrite_status"),
    lastAofWriteOk: read.ok("aof_last_write_status"),
    lastForkMicroseconds: read.number("latest_fork_usec"),
  };
}

function parseReplication(read: FieldReader, fields: Map<string, string>): InstanceInfo["replication"] {
  const role = read.text("role");
  return {
    role: role === "master" ? "master" : role === "slave" || role === "replica" ? "replica" : undefined,
    historyId: read.text("master_replid"),
    formerHistoryId: read.text("master_replid2"),
    takenOverAt: toTakeOver(read.number("second_repl_offset")),
    masterAddress: joinAddress(read.text("master_host"), read.text("master_port")),
    isLinkUp: fields.has("master_link_status") ? read.text("master_link_status") === "up" : undefined,
    lastIoSecondsAgo: read.number("master_last_io_seconds_ago"),
    linkDownSeconds: read.number("master_link_down_since_seconds"),
    isSyncing: read.flag("master_sync_in_progress"),
    offset: read.number("slave_repl_offset") ?? read.number("master_repl_offset"),
    priority: read.number("slave_priority"),
    isReadOnly: read.flag("slave_read_only"),
    minReplicasToWrite: read.number("min_slaves_to_write"),
    goodReplicas: read.number("min_slaves_good_slaves"),
    replicas: [...fields].filter(([name]) => /^slave\d{1,4}$/.test(name)).flatMap(([, text]) => parseReplica(text)),
  };
}

/** Redis names the first byte after it, and -1 where there was no other master before. */
function toTakeOver(second: number | undefined): number | undefined {
  return second === undefined || second < 1 ? undefined : second - 1;
}

function parseReplica(text: string): ReplicaInInfo[] {
  const parts = new Map(
    text.split(",").map((part) => [part.slice(0, part.indexOf("=")), part.slice(part.indexOf("=") + 1)]),
  );
  const address = joinAddress(parts.get("ip"), parts.get("port"));
  if (address === undefined) return [];
  return [
    {
      address,
      state: parts.get("state") ?? "unknown",
      offset: toNumber(parts.get("offset")),
      lagSeconds: toNumber(parts.get("lag")),
    },
  ];
}

function parseKeyspace(fields: Map<string, string>): InstanceInfo["keyspace"] {
  return [...fields].flatMap(([name, text]) => {
    const db = /^db(\d{1,5})$/.exec(name)?.[1];
    const [, keys, expires, ttl] = /^keys=(\d{1,15}),expires=(\d{1,15})(?:,avg_ttl=(\d{1,15}))?/.exec(text) ?? [];
    return db === undefined || keys === undefined
      ? []
      : [{ db: Number(db), keys: Number(keys), expires: Number(expires), averageTtlMs: toNumber(ttl) }];
  });
}

function toNumber(text: string | undefined): number | undefined {
  return text !== undefined && /^-?\d{1,20}(\.\d{1,9})?$/.test(text) ? Number(text) : undefined;
}
