import type { HealthState } from "#lib/health/schema.ts";
import type { Topology } from "#lib/topology/schema.ts";
import type { Change } from "./change.ts";
import { compareInstances } from "./compare-instances.ts";
import { compareSilence } from "./compare-silence.ts";
import type { Happening } from "./happening.ts";
import type { TimelineSeverity } from "./schema.ts";

/** Two console processes see the same change so much apart at most. */
const SEEN_WITHIN_MS = 15_000;
/** What happened between two looks; pure. */
export function compareSnapshots(before: Topology, after: Topology): Happening[] {
  const instances = after.instances.flatMap((one) => {
    const other = before.instances.find(({ address }) => address === one.address);
    return other === undefined ? [] : compareInstances(other, one).map((change) => toHappening(change, one, after.at));
  });
  const sentinels = after.sentinels.flatMap((one) => {
    const other = before.sentinels.find(({ address }) => address === one.address);
    const changes = other === undefined ? [] : compareSilence(`Sentinel ${one.address}`, other, one, other.lastSeenAt);
    return changes.map((change) => toHappening(change, one, after.at));
  });
  const health = compareHealth(before, after).map((change) => toHappening(change, { address: null }, after.at));
  return [...instances, ...sentinels, ...health];
}

function toHappening(change: Change, { address }: { address: string | null }, at: number): Happening {
  const { kind, severity = "info", title, detail = null, subject, mark, withinMs = SEEN_WITHIN_MS } = change;
  return {
    at,
    kind,
    severity,
    instance: address,
    title,
    detail,
    subject: JSON.stringify([subject, address]),
    mark: String(mark),
    withinMs,
    heard: null,
  };
}

function compareHealth(before: Topology, after: Topology): Change[] {
  const { state, sentence } = after.health;
  if (before.health.state === state || state === "unknown") return [];
  return [
    {
      kind: "health",
      severity: SEVERITY[state],
      title: `State changed from ${before.health.state} to ${state}`,
      detail: sentence,
      subject: "health",
      mark: state,
    },
  ];
}

const SEVERITY = { ok: "info", warning: "warning", critical: "critical", unknown: "info" } as const satisfies Record<
  HealthState,
  TimelineSeverity
>;
