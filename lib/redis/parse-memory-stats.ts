/** MEMORY STATS in the house's words; undefined where the server does not say. */
export interface MemoryStats {
  readonly totalBytes: number | undefined;
  readonly peakBytes: number | undefined;
  readonly startupBytes: number | undefined;
  readonly datasetBytes: number | undefined;
  readonly overheadBytes: number | undefined;
  readonly clientBytes: number | undefined;
  readonly replicaBytes: number | undefined;
  readonly backlogBytes: number | undefined;
  readonly aofBufferBytes: number | undefined;
  readonly scriptBytes: number | undefined;
  readonly keys: number | undefined;
  readonly bytesPerKey: number | undefined;
  readonly fragmentationRatio: number | undefined;
  readonly fragmentationBytes: number | undefined;
}

/** Takes the flat reply of MEMORY STATS. Never throws. */
export function parseMemoryStats(reply: unknown): MemoryStats {
  const flat: unknown[] = Array.isArray(reply) ? reply : [];
  const read = (name: string): number | undefined => {
    const at = flat.findIndex((value, index) => index % 2 === 0 && value === name);
    return at < 0 ? undefined : toNumber(flat[at + 1]);
  };
  return {
    totalBytes: read("total.allocated"),
    peakBytes: read("peak.allocated"),
    startupBytes: read("startup.allocated"),
    datasetBytes: read("dataset.bytes"),
    overheadBytes: read("overhead.total"),
    clientBytes: read("clients.normal"),
    replicaBytes: read("clients.slaves"),
    backlogBytes: read("replication.backlog"),
    aofBufferBytes: read("aof.buffer"),
    scriptBytes: read("functions.caches") ?? read("lua.caches"),
    keys: read("keys.count"),
    bytesPerKey: read("keys.bytes-per-key"),
    fragmentationRatio: read("fragmentation"),
    fragmentationBytes: read("fragmentation.bytes"),
  };
}

function toNumber(value: unknown): number | undefined {
  const number = typeof value === "number" || (typeof value === "string" && value !== "") ? Number(value) : Number.NaN;
  return Number.isFinite(number) ? number : undefined;
}
