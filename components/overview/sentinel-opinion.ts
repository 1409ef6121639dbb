import type { HealthState } from "#lib/health/schema.ts";
import type { SentinelSnapshot } from "#lib/topology/schema.ts";

/** What a sentinel thinks, measured by the master that the console verified. */
export function sentinelOpinion(
  sentinel: SentinelSnapshot,
  agreed: string | null,
): { state: HealthState; text: string } {
  if (sentinel.silence !== null) return { state: "critical", text: "no answer" };
  if (sentinel.isTilt === true) return { state: "critical", text: "in tilt: it only watches" };
  if (sentinel.masterAddress !== agreed) {
    return { state: "critical", text: `believes ${sentinel.masterAddress ?? "in no master"}` };
  }
  if (sentinel.isQuorumOk === false) return { state: "critical", text: "sees no quorum" };
  if (sentinel.flags.some((flag) => flag.endsWith("_down"))) return { state: "warning", text: "sees the master down" };
  return { state: "ok", text: sentinel.quorum === null ? "agrees" : `agrees, quorum ${sentinel.quorum}` };
}
