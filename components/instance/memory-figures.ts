import { formatBytes } from "#lib/browser/format-bytes.ts";
import { formatNumber, formatPercent } from "#lib/browser/format-number.ts";
import type { InstanceMemory } from "#lib/inspect/schema.ts";

type MemoryStats = Extract<InstanceMemory["stats"], { ok: true }>["data"];

/** MEMORY STATS in plain words. */
export function memoryFigures(stats: MemoryStats): { name: string; value: string }[] {
  const { totalBytes, fragmentationRatio: ratio, fragmentationBytes } = stats;
  const share = (bytes: number | null) => {
    if (bytes === null) return "not known";
    return totalBytes === null || totalBytes === 0
      ? formatBytes(bytes)
      : `${formatBytes(bytes)}, ${formatPercent(bytes / totalBytes)}`;
  };
  return [
    { name: "Allocated now", value: size(totalBytes) },
    { name: "Most ever allocated", value: size(stats.peakBytes) },
    { name: "Data", value: share(stats.datasetBytes) },
    { name: "Everything else", value: share(stats.overheadBytes) },
    { name: "of that, clients", value: share(stats.clientBytes) },
    { name: "of that, replicas' output", value: share(stats.replicaBytes) },
    { name: "of that, replication backlog", value: share(stats.backlogBytes) },
    { name: "of that, append-only file's buffer", value: share(stats.aofBufferBytes) },
    { name: "of that, scripts", value: share(stats.scriptBytes) },
    { name: "of that, Redis itself at its start", value: share(stats.startupBytes) },
    { name: "Keys", value: stats.keys === null ? "not known" : formatNumber(stats.keys) },
    { name: "A key takes", value: size(stats.bytesPerKey) },
    { name: "Fragmentation", value: ratio === null ? "not known" : `${ratio.toFixed(2)}${beyond(fragmentationBytes)}` },
  ];
}

/** What the host gives Redis beyond what it asked for; below nothing, the host has swapped it out. */
function beyond(bytes: number | null): string {
  if (bytes === null) return "";
  return bytes < 0 ? `, ${formatBytes(-bytes)} not in the host's memory` : `, ${formatBytes(bytes)} lost to gaps`;
}

function size(bytes: number | null): string {
  return bytes === null ? "not known" : formatBytes(bytes);
}
