import type { AuditPhase } from "#lib/audit/audit-line.ts";
import { DomainError, isDomainError } from "#lib/errors.ts";
import { log } from "#lib/log.ts";
import { Role } from "#lib/roles.ts";
import type { Services } from "#lib/services.ts";
import type { JobRow } from "#lib/store/tables.ts";
import { LEASE_MS } from "./claim-job.ts";
import type { JobKind, JobProgress } from "./define-job.ts";
import type { JobState } from "./schema.ts";

const RENEW_EVERY_MS = 300;

/** Why a job is stopped before its end. */
export type Stopping = "cancelled" | "interrupted";

interface Work {
  readonly job: JobRow;
  readonly kind: JobKind | undefined;
  readonly services: Services;
  readonly owner: string;
  /** Fires with a Stopping as its reason. */
  readonly stop: AbortController;
  /** Of the row, as it was read last. */
  readonly asked: { pause: boolean };
  /** Until when the store was last told that it is this process's. */
  readonly lease: { until: number };
}

type Outcome = Partial<Pick<JobRow, "result" | "error_code" | "error_message">> & { state: JobState; count?: number };

/** Runs one claimed job to its end and writes down how it ended; never rejects. */
export async function runJob(order: Omit<Work, "asked" | "lease">): Promise<void> {
  const { job, services, owner } = order;
  const lease = { until: job.lease_until ?? services.now() + LEASE_MS };
  const work: Work = { ...order, asked: { pause: job.is_pause_asked === 1 }, lease };
  const progress: Pick<JobRow, "fraction" | "counts" | "checkpoint" | "detail"> = {
    fraction: job.fraction,
    counts: job.counts,
    checkpoint: job.checkpoint,
    detail: job.detail,
  };
  const note = ({ fraction, counts, checkpoint, detail }: JobProgress) => {
    progress.fraction = Math.min(1, Math.max(progress.fraction, fraction ?? 0));
    if (counts !== undefined) progress.counts = JSON.stringify(counts);
    if (checkpoint !== undefined) progress.checkpoint = JSON.stringify(checkpoint);
    if (detail !== undefined) progress.detail = JSON.stringify(detail);
  };
  let renewing: Promise<unknown> = Promise.resolve();
  const timer = setInterval(() => {
    stopWhenOverdue(work);
    renewing = renewing.then(() => renew(work, progress)).catch(logged("a job's lease could not be renewed", job.id));
  }, RENEW_EVERY_MS);
  const stored = () => {
    const storing = renewing.then(async () => {
      if (await renew(work, progress)) return;
      throw new DomainError("CONFLICT", "The job is no longer this console's, so it went no further.");
    });
    renewing = storing.catch(() => undefined);
    return storing;
  };
  const outcome = await settle(work, note, stored);
  clearInterval(timer);
  await renewing;
  const { count: _, ...columns } = outcome;
  const isEnd = outcome.state === "succeeded";
  await services.store.db
    .updateTable("job")
    .set({ ...progress, ...(isEnd ? { fraction: 1 } : {}), ...columns, ended_at: services.now() })
    .set({ lease_owner: null, lease_until: null })
    .where("id", "=", job.id)
    .where("lease_owner", "=", owner)
    .where("attempts", "=", job.attempts)
    .execute()
    .catch(logged("a job's end could not be written", job.id));
  await recordOutcome(services, job, outcome).catch(logged("audit line lost", job.id));
}

/** Whoever has lost the lease must stop: another process, or this one again, may have taken the job for interrupted. */
async function renew(work: Work, progress: Partial<JobRow>): Promise<boolean> {
  const { job, services, owner, stop, asked } = work;
  const until = services.now() + LEASE_MS;
  const row = await services.store.db
    .updateTable("job")
    .set({ ...progress, lease_until: until })
    .where("id", "=", job.id)
    .where("lease_owner", "=", owner)
    .where("attempts", "=", job.attempts)
    .returning(["is_cancel_asked", "is_pause_asked"])
    .executeTakeFirst();
  asked.pause = row?.is_pause_asked === 1;
  if (row !== undefined) work.lease.until = until;
  if (row === undefined) stop.abort("interrupted" satisfies Stopping);
  else if (row.is_cancel_asked === 1) stop.abort("cancelled" satisfies Stopping);
  return row !== undefined;
}

/** While the store cannot be reached the lease runs out: others find the job interrupted then, and may resume it. */
function stopWhenOverdue({ services, stop, lease }: Work): void {
  if (services.now() > lease.until) stop.abort("interrupted" satisfies Stopping);
}

async function settle(
  work: Work,
  report: (progress: JobProgress) => void,
  stored: () => Promise<void>,
): Promise<Outcome> {
  const { job, kind, services, stop, asked } = work;
  try {
    if (kind === undefined)
      throw new DomainError("NOT_FOUND", `This console does not know jobs of the kind ${job.kind}.`);
    const sealed = services.seal.open("job input", job.sealed_input);
    const output = await kind.run({
      id: job.id,
      deployment: job.deployment,
      actor: { userId: job.user_id, name: job.user_name, role: Role.parse(job.role) },
      input: kind.input.parse(JSON.parse(sealed.toString("utf8"))),
      services,
      signal: stop.signal,
      attempt: job.attempts,
      checkpoint: job.checkpoint === null ? null : JSON.parse(job.checkpoint),
      isPauseAsked: () => asked.pause,
      report,
      stored,
    });
    const count = kind.count?.(output);
    return {
      state: stop.signal.aborted && !isWhole(output) ? stoppedAs(stop.signal) : "succeeded",
      result: JSON.stringify(output ?? null),
      ...(count === undefined ? {} : { count }),
    };
  } catch (thrown) {
    return failureOf(thrown, job, stop.signal);
  }
}

/** What says of itself that nothing stopped it was not stopped, however late somebody wanted that. */
function isWhole(output: unknown): boolean {
  return typeof output === "object" && output !== null && "isStopped" in output && output.isStopped === false;
}

function stoppedAs({ reason }: AbortSignal): Stopping {
  return reason === "cancelled" ? "cancelled" : "interrupted";
}

function failureOf(thrown: unknown, job: JobRow, signal: AbortSignal): Outcome {
  if (!isDomainError(thrown)) log.error("a job met an error", { job: job.id, kind: job.kind, thrown });
  const error_code = isDomainError(thrown) ? thrown.code : "INTERNAL";
  const error_message = isDomainError(thrown) ? thrown.message : "The console met an error it did not expect.";
  // A timeout means that nobody knows.
  const state = signal.aborted ? stoppedAs(signal) : error_code === "TIMEOUT" ? "unknown" : "failed";
  return { state, error_code, error_message };
}

/** The process that ran it is gone: what it had done by then, nobody can tell. */
export async function recordLoss(services: Services, job: JobRow): Promise<void> {
  await recordOutcome(services, job, { state: "interrupted" }).catch(logged("audit line lost", job.id));
}

const PHASES: Partial<Record<JobState, AuditPhase>> = {
  succeeded: "succeeded",
  unknown: "unknown",
  interrupted: "unknown",
};
const PREFIXES: Partial<Record<JobState, string>> = { cancelled: "cancelled: ", interrupted: "interrupted: " };

/** The operation's own lines say that it was started; this one says how it ended. */
async function recordOutcome(services: Services, job: JobRow, { state, count, error_code }: Outcome): Promise<void> {
  await services.audit.append({
    requestId: job.id,
    phase: PHASES[state] ?? "failed",
    operation: job.kind,
    actor: { userId: job.user_id, name: job.user_name, role: Role.parse(job.role), address: "job" },
    target: { deployment: job.deployment, shown: `${PREFIXES[state] ?? ""}${job.title}` },
    ...(count === undefined ? {} : { count }),
    ...(error_code == null ? {} : { errorCode: error_code }),
  });
}

function logged(what: string, job: string): (thrown: unknown) => void {
  return (thrown) => log.error(what, { job, thrown });
}
