import type { Measure } from "#lib/history/history-recorder.ts";
import type { WatchedInstance } from "./compose-topology.ts";
import type { Observation } from "./schema.ts";

/** What is worth keeping of each instance that answers. */
export function toMeasures(watched: readonly WatchedInstance[], { instances, masterAddress }: Observation): Measure[] {
  return instances.flatMap(({ address, role, figures, silence }) => {
    const seen = watched.find(({ target }) => target.address === address)?.target.seen;
    if (figures === null || silence !== null || seen === undefined) return [];
    const { stats, runId } = seen.look.info;
    return [
      {
        instance: address,
        at: seen.at,
        runId: runId ?? "",
        // A master of before that comes back takes itself for one until a sentinel has told it.
        isMaster: masterAddress === null ? role === "master" : address === masterAddress,
        counters: {
          commands: stats.commands ?? 0,
          hits: stats.hits ?? 0,
          misses: stats.misses ?? 0,
          evicted: stats.evicted ?? 0,
        },
        usedMemoryBytes: figures.memory.usedBytes,
        maxMemoryBytes: figures.memory.maxBytes,
        clients: figures.clients.connected,
        lagBytes: figures.replication.lagBytes,
      },
    ];
  });
}
