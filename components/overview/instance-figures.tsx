import type { ReactNode } from "react";
import { RelativeTime } from "#components/ui/relative-time.tsx";
import { formatBytes } from "#lib/browser/format-bytes.ts";
import { formatDuration } from "#lib/browser/format-duration.ts";
import { formatCount, formatNumber, formatPercent } from "#lib/browser/format-number.ts";
import type { InstanceFigures } from "#lib/topology/schema.ts";

export interface FigureGroup {
  title: string;
  figures: { name: string; value: ReactNode }[];
}

const UNKNOWN = "not known";

export function instanceFigures(figures: InstanceFigures): FigureGroup[] {
  return [
    server(figures),
    memory(figures),
    traffic(figures),
    persistence(figures),
    keyspace(figures),
    replication(figures),
  ];
}

function server({ version, buildId, uptimeSeconds, runId, clients }: InstanceFigures): FigureGroup {
  return {
    title: "Server",
    figures: [
      { name: "Version", value: version },
      { name: "Build", value: buildId === null ? UNKNOWN : <span className="font-mono text-12">{buildId}</span> },
      { name: "Uptime", value: formatDuration(uptimeSeconds * 1000) },
      { name: "Run id", value: <span className="wrap-anywhere font-mono text-12">{runId}</span> },
      {
        name: "Clients",
        value: `${formatNumber(clients.connected)}${clients.max === null ? "" : ` of ${formatNumber(clients.max)}`}`,
      },
      { name: "Blocked clients", value: formatNumber(clients.blocked) },
    ],
  };
}

function memory({ memory: own }: InstanceFigures): FigureGroup {
  const { usedBytes, maxBytes, hostBytes, fragmentationRatio } = own;
  const limit = maxBytes === null ? "none" : `${formatBytes(maxBytes)}, ${formatPercent(usedBytes / maxBytes)} used`;
  return {
    title: "Memory",
    figures: [
      { name: "Used", value: formatBytes(usedBytes) },
      { name: "Limit (maxmemory)", value: limit },
      { name: "When full", value: <span className="font-mono text-12">{own.policy}</span> },
      { name: "Peak", value: formatBytes(own.peakBytes) },
      { name: "Resident", value: formatBytes(own.rssBytes) },
      { name: "Fragmentation", value: fragmentationRatio === null ? UNKNOWN : fragmentationRatio.toFixed(2) },
      { name: "Memory of the host", value: hostBytes === null ? UNKNOWN : formatBytes(hostBytes) },
    ],
  };
}

function traffic({ traffic: own }: InstanceFigures): FigureGroup {
  const { hitRate, lately } = own;
  return {
    title: "Traffic",
    figures: [
      { name: "Commands", value: `${formatNumber(own.opsPerSecond)} ops/s` },
      { name: "Hit rate, last minute", value: hitRate === null ? "nothing was looked up" : formatPercent(hitRate) },
      { name: "Evicted, last minute", value: lately === null ? UNKNOWN : formatCount(lately.evictedKeys, "key") },
      { name: "Evicted since start", value: formatCount(own.evictedKeys, "key") },
      { name: "Expired since start", value: formatCount(own.expiredKeys, "key") },
      { name: "Rejected connections since start", value: formatNumber(own.rejectedConnections) },
    ],
  };
}

function persistence({ persistence: own }: InstanceFigures): FigureGroup {
  const lastSave = own.lastSaveAt === null ? "never" : <RelativeTime at={own.lastSaveAt} />;
  const aof = own.isLastAofWriteOk === false ? "on, the last write did not succeed" : "on";
  return {
    title: "Persistence",
    figures: [
      { name: "Loading data", value: own.isLoading ? "yes" : "no" },
      { name: "Last save", value: lastSave },
      {
        name: "Its result",
        value: own.isLastSaveOk === null ? "not told" : own.isLastSaveOk ? "succeeded" : "did not succeed",
      },
      { name: "Changes since", value: formatNumber(own.changesSinceSave) },
      { name: "Saving now", value: own.isSaving ? "yes" : "no" },
      { name: "Last fork took", value: own.lastForkMs === null ? UNKNOWN : formatDuration(own.lastForkMs) },
      { name: "Append-only file", value: own.isAofEnabled ? aof : "off" },
    ],
  };
}

function keyspace({ keyspace: databases }: InstanceFigures): FigureGroup {
  const figures = databases.map(({ db, purpose, keys, expires }) => ({
    name: `Database ${db}${purpose === null ? "" : `, ${purpose}`}`,
    value: `${formatCount(keys, "key")}, ${formatNumber(expires)} with expiry`,
  }));
  return { title: "Keyspace", figures: figures.length === 0 ? [{ name: "Databases", value: "empty" }] : figures };
}

function replication({ replication: own }: InstanceFigures): FigureGroup {
  const follower = own.masterAddress !== null;
  const lag = own.lagBytes === null ? UNKNOWN : formatBytes(own.lagBytes);
  const heard = own.lagSeconds === null ? UNKNOWN : `${formatDuration(own.lagSeconds * 1000)} ago`;
  return {
    title: "Replication",
    figures: [
      ...(follower
        ? [
            { name: "Follows", value: <span className="font-mono">{own.masterAddress}</span> },
            { name: "Link", value: own.isLinkUp === null ? UNKNOWN : own.isLinkUp ? "up" : "down" },
            { name: "Behind", value: own.isSyncing ? "copying all data" : lag },
            { name: "Last heard", value: heard },
            { name: "Read-only", value: own.isReadOnly === false ? "no: it can be written to" : "yes" },
            { name: "Priority in a failover", value: own.priority ?? UNKNOWN },
          ]
        : []),
      { name: "Connected replicas", value: formatNumber(own.connectedReplicas) },
      { name: "Offset", value: own.offset === null ? UNKNOWN : formatNumber(own.offset) },
    ],
  };
}
