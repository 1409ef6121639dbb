import type { Actor } from "#lib/context.ts";
import { DomainError } from "#lib/errors.ts";
import type { Store } from "#lib/store/store.ts";
import type { JobRow } from "#lib/store/tables.ts";
import { MOST_ATTEMPTS, RESUMABLE_FOR_MS } from "./job-limits.ts";
import { type Job, JobState } from "./schema.ts";

/** Who sees, cancels and resumes the jobs of others. */
const KEEPERS: readonly string[] = ["sre", "admin"];

export function mayKeep({ role }: Pick<Actor, "role">): boolean {
  return KEEPERS.includes(role);
}

/** Another person's job is not there for whoever may not see it. */
export async function jobFor(store: Store, actor: Actor, deployment: string, id: string): Promise<JobRow> {
  const row = await store.db
    .selectFrom("job")
    .selectAll()
    .where("id", "=", id)
    .where("deployment", "=", deployment)
    .executeTakeFirst();
  if (row !== undefined && (mayKeep(actor) || row.user_id === actor.userId)) return row;
  throw new DomainError("NOT_FOUND", "There is no such job, or it is another person's.", {
    advice: "The Activity page lists the jobs that you may see.",
  });
}

/** Not for ever, and not more than once. */
export function isResumable({ state, attempts, created_at }: JobRow, now: number): boolean {
  return state === "interrupted" && attempts < MOST_ATTEMPTS && now - created_at < RESUMABLE_FOR_MS;
}

export function toJob(row: JobRow, actor: Pick<Actor, "userId">, now: number): Job {
  const isOwn = row.user_id === actor.userId;
  return {
    id: row.id,
    deployment: row.deployment,
    kind: row.kind,
    title: row.title,
    userName: row.user_name,
    isOwn,
    state: JobState.parse(row.state),
    isPauseAsked: row.is_pause_asked === 1,
    isCancelAsked: row.is_cancel_asked === 1,
    fraction: row.fraction,
    counts: row.counts === null ? {} : JSON.parse(row.counts),
    detail: row.detail === null ? null : JSON.parse(row.detail),
    result: row.result === null ? null : JSON.parse(row.result),
    error: row.error_code === null ? null : { code: row.error_code, message: row.error_message ?? "" },
    mayResume: isOwn && isResumable(row, now),
    createdAt: row.created_at,
    startedAt: row.started_at,
    endedAt: row.ended_at,
  };
}
