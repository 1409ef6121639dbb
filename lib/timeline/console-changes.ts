import type { Actor } from "#lib/context.ts";
import type { Role } from "#lib/roles.ts";
import type { Store } from "#lib/store/store.ts";
import type { AuditRow } from "#lib/store/tables.ts";
import type { TimelineEvent, TimelineSeverity } from "./schema.ts";

/** What of the audit log belongs to a deployment's timeline: every change that concerns one, as a noun. */
export const CONSOLE_CHANGES: Record<string, string> = {
  "session.revoke": "Revocation of sessions",
  "session.revoke-many": "Revocation of many sessions",
  "cache.delete": "Deletion of cache keys",
  "cache.flush": "Flush of a cache",
  "cache.flush-large": "Flush of a large cache",
  "jobs.cancel": "Cancelling of a job",
  "jobs.resume": "Resuming of a job",
  "inspect.kill-client": "Closing of a client's connection",
  "limits.reset": "Reset of rate limits",
  "session.recheck": "Re-check of a revocation",
  "session.revoke-cohort": "Revocation of a group's sessions",
  "case.clear": "Clearing of a case",
  "undo.restore": "Undo of a deletion",
  "limits.reset-pattern": "Reset of rate limits by a pattern",
  "failover.safe": "Safe failover",
  "failover.native": "Failover without a pause",
  "failover.drill": "Failover drill",
  "sentinel.reset": "Reset of Sentinels",
  "rolling.restart": "Rolling restart",
  "pubsub.publish": "Test message",
  "pubsub.receipt": "Test of delivery",
  "pubsub.save-sample": "Saving of a sample message",
  "pubsub.remove-sample": "Removal of a sample message",
  "jobs.pause": "Pausing of a job",
  "jobs.unpause": "Continuing of a job",
  "config.apply": "Applying of configuration",
  "lifecycle.start": "Start of an instance",
  "lifecycle.stop": "Stop of an instance",
  "lifecycle.restart": "Restart of an instance",
  "backup.save": "Save to disk",
};

const OUTCOMES: Record<string, { word: string; severity: TimelineSeverity }> = {
  succeeded: { word: "succeeded", severity: "info" },
  failed: { word: "failed", severity: "warning" },
  unknown: { word: "ended in an unknown way", severity: "warning" },
};

/** These only begin: how they end the job writes itself, and has no address of a person. */
const BEGIN_JOBS = [
  "cache.flush",
  "cache.flush-large",
  "limits.reset-pattern",
  "session.revoke-cohort",
  "failover.safe",
  "failover.native",
  "failover.drill",
  "sentinel.reset",
  "rolling.restart",
  "config.apply",
  "lifecycle.start",
  "lifecycle.stop",
  "lifecycle.restart",
  "backup.save",
];
const BEGUN = { word: "began", severity: "info" } as const;

/** Who may know who did it; what it was done to only those who read the whole audit log. */
const SEES_NAMES: readonly Role[] = ["engineer", "sre", "admin"];
const SEES_TARGETS: readonly Role[] = ["sre", "admin"];

interface ChangesQuestion {
  store: Store;
  actor: Actor;
  deployment: string;
  fromMs: number;
  untilMs: number;
  limit: number;
}

/** The console's own changes, read from the audit log, newest first. */
export async function readConsoleChanges(question: ChangesQuestion): Promise<TimelineEvent[]> {
  const { store, actor, deployment, fromMs, untilMs, limit } = question;
  const lines = await store.db
    .selectFrom("audit")
    .selectAll()
    .where("deployment", "=", deployment)
    .where("at", ">=", fromMs)
    .where("at", "<=", untilMs)
    .where("phase", "in", Object.keys(OUTCOMES))
    .where("operation", "in", Object.keys(CONSOLE_CHANGES))
    .orderBy("seq", "desc")
    .limit(limit)
    .execute();
  return lines.map((line) => toEvent(line, actor));
}

function toEvent(line: AuditRow, actor: Actor): TimelineEvent {
  const isBeginning = BEGIN_JOBS.includes(line.operation) && line.address !== "job" && line.phase === "succeeded";
  const outcome = isBeginning ? BEGUN : OUTCOMES[line.phase];
  const isOwn = line.user_id === actor.userId;
  return {
    id: `audit-${line.seq}`,
    at: line.at,
    kind: "operation",
    severity: outcome?.severity ?? "info",
    instance: null,
    title: `${CONSOLE_CHANGES[line.operation] ?? line.operation} ${outcome?.word ?? line.phase}`,
    detail: SEES_TARGETS.includes(actor.role) || isOwn ? line.target : null,
    actor: SEES_NAMES.includes(actor.role) || isOwn ? line.user_name : "somebody",
  };
}
