import { formatBytes } from "#lib/browser/format-bytes.ts";
import { formatDuration } from "#lib/browser/format-duration.ts";
import type { HealthState } from "#lib/health/schema.ts";
import type { InstanceSnapshot } from "#lib/topology/schema.ts";

interface LinkDescription {
  state: HealthState;
  text: string;
}

/** How a replica's link to its master goes, in a few words. */
export function describeLink({ figures, state, silence }: InstanceSnapshot): LinkDescription {
  if (figures === null || silence !== null) return { state: "unknown", text: "no answer" };
  const { isLinkUp, isSyncing, lagBytes, lagSeconds } = figures.replication;
  if (isSyncing) return { state: "warning", text: "copying all data" };
  if (isLinkUp === false) return { state: "critical", text: "link down" };
  if (lagBytes === null)
    return { state: isLinkUp === null ? "unknown" : "ok", text: isLinkUp ? "link up" : "not known" };
  const behind = lagBytes === 0 ? "in step" : `${formatBytes(lagBytes)} behind`;
  const heard = lagSeconds === null || lagSeconds < 2 ? "" : `, ${formatDuration(lagSeconds * 1000)}`;
  return { state: state === "unknown" ? "ok" : state, text: `${behind}${heard}` };
}
