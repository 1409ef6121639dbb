import type { InstanceSnapshot, SentinelSnapshot } from "#lib/topology/schema.ts";
import type { Change } from "./change.ts";

type Silent = Pick<InstanceSnapshot | SentinelSnapshot, "silence">;

export function compareSilence(name: string, before: Silent, after: Silent, lastSeenAt: number | null): Change[] {
  const isSilent = after.silence !== null;
  // Before the first look has ended nobody is silent and nobody has answered.
  if (lastSeenAt === null || isSilent === (before.silence !== null)) return [];
  const about = { kind: "instance", subject: "silence", mark: isSilent } as const;
  if (after.silence === null) return [{ ...about, title: `${name} answers again` }];
  const severity = name.startsWith("Master") ? "critical" : "warning";
  return [{ ...about, severity, title: `${name} does not answer`, detail: after.silence.message }];
}
