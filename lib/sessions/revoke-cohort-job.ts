import { randomUUID } from "node:crypto";
import { setTimeout as delay } from "node:timers/promises";
import { z } from "zod";
import { defineJob, type JobRun } from "#lib/jobs/define-job.ts";
import { mostFor } from "#lib/keys/most-for.ts";
import { plainText } from "#lib/plain-text.ts";
import type { RevocationRow } from "#lib/store/tables.ts";
import { applyCohort, type CohortPass } from "./apply-cohort.ts";
import { compileCohort, describeCohort } from "./cohort.ts";
import { countInLedger, planInLedger, recordInLedger } from "./cohort-ledger.ts";
import { sealUsers } from "./ledger-rows.ts";
import { Cohort, type CohortReport } from "./schema.ts";
import { sessionKeyspaces } from "./session-keyspace.ts";

const LONGEST_SHOWN = 200;
/** What requests under way write again is looked for so often. */
const MOST_LOOKS = 3;
/** The share of the progress that the deleting has; the rest is looking again. */
const DELETING = 0.8;

const CohortOrder = z.object({
  cohort: Cohort,
  planned: z.number(),
  isAuthoritative: z.boolean(),
  reason: z.string(),
});
type Run = JobRun<z.output<typeof CohortOrder>>;

/** Revokes a cohort so that it stays revoked, and looks again afterwards. */
export const revokeCohortJob = defineJob({
  name: "session.revoke-cohort",
  input: CohortOrder,
  count: ({ deleted }: CohortReport) => deleted,
  async run(job): Promise<CohortReport> {
    const startedAt = performance.now();
    const row = await openRevocation(job);
    job.report({ checkpoint: { revocationId: row.id } });
    try {
      const first = await pass(job, row, (fraction) => fraction * DELETING, "replica");
      const again = job.signal.aborted ? undefined : await lookAgain(job, row, first);
      const report = await closeRevocation(job, row, first, again);
      return { ...report, durationMs: Math.round(performance.now() - startedAt) };
    } catch (thrown) {
      await writeFigures(job, row, { state: "failed" });
      throw thrown;
    }
  },
});

/** Of an interrupted attempt the row is there already. */
async function openRevocation({ deployment, actor, input, services, checkpoint }: Run): Promise<RevocationRow> {
  const known = z.object({ revocationId: z.string() }).safeParse(checkpoint);
  const subject = plainText(describeCohort(input.cohort), LONGEST_SHOWN);
  const row: RevocationRow = {
    id: known.success ? known.data.revocationId : randomUUID(),
    at: services.now(),
    deployment,
    user_id: actor.userId,
    user_name: actor.name,
    role: actor.role,
    subject,
    subject_tag: services.seal.tag("revocation subject", subject),
    reason: input.reason,
    planned: input.planned,
    deleted: 0,
    already_gone: 0,
    kept: 0,
    replicas_confirmed: 0,
    replicas_total: -1,
    state: "pending",
    checked_at: null,
    came_back: 0,
    left_over: null,
    sealed_users: sealUsers(services, []),
    is_authoritative: input.isAuthoritative ? 1 : 0,
    is_cohort: 1,
  };
  await services.store.db
    .insertInto("revocation")
    .values(row)
    .onConflict((conflict) => conflict.column("id").doUpdateSet({ state: "pending" }))
    .execute();
  return row;
}

function pass(
  job: Run,
  row: RevocationRow,
  toShare: (fraction: number) => number,
  from: "replica" | "master",
): Promise<CohortPass> {
  const { services, deployment, input, signal } = job;
  const connections = services.deployments.get(deployment);
  return applyCohort(
    {
      connections,
      keyspaces: sessionKeyspaces(connections.config),
      cohort: compileCohort(input.cohort),
      signal,
      most: mostFor(input.planned),
      plan: (sessions) => planInLedger(services, row, sessions),
      record: (outcomes) => recordInLedger(services, row, outcomes),
      report: ({ fraction, found, deleted }) =>
        job.report({ fraction: toShare(fraction), counts: { planned: input.planned, found, deleted } }),
    },
    from,
  );
}

interface Again {
  cameBack: number;
  /** Found at the last look. */
  left: number;
  restarts: number;
  replicas: CohortPass["replicas"];
}

/** A request that was under way may have written its session again: after the times that the keyspaces name it is looked for. */
async function lookAgain(job: Run, row: RevocationRow, first: CohortPass): Promise<Again | undefined> {
  const { services, deployment, signal } = job;
  const { config } = services.deployments.get(deployment);
  const pauseMs = Math.max(0, ...sessionKeyspaces(config).flatMap((one) => one.config.revoke.recheckMs));
  const again: Again = { cameBack: 0, left: 0, restarts: 0, replicas: first.replicas };
  for (let look = 0; look < MOST_LOOKS; look += 1) {
    await delay(look === 0 ? pauseMs : Math.min(pauseMs, 1_000), undefined, { signal }).catch(() => undefined);
    if (signal.aborted) return look === 0 ? undefined : again;
    // What all replicas have confirmed, a replica shows as truly as the master.
    const isEverywhere = again.replicas.confirmed >= again.replicas.connected && first.restarts + again.restarts === 0;
    const share = (fraction: number) => DELETING + ((1 - DELETING) * (look + fraction)) / MOST_LOOKS;
    const seen = await pass(job, row, share, isEverywhere ? "replica" : "master");
    again.left = seen.found;
    again.cameBack += seen.deleted;
    again.restarts += seen.restarts;
    again.replicas = seen.replicas;
    if (seen.found === 0) return again;
  }
  return again;
}

async function closeRevocation(
  job: Run,
  row: RevocationRow,
  first: CohortPass,
  again: Again | undefined,
): Promise<Omit<CohortReport, "durationMs">> {
  const { confirmed, connected } = again?.replicas ?? first.replicas;
  const cameBack = again?.cameBack ?? 0;
  const left = again?.left ?? null;
  const state = again === undefined ? "unknown" : left === 0 ? "gone" : "came-back";
  const counts = await writeFigures(job, row, {
    state,
    came_back: cameBack,
    left_over: left,
    checked_at: job.services.now(),
    replicas_confirmed: confirmed,
    replicas_total: connected,
  });
  return {
    revocationId: row.id,
    planned: job.input.planned,
    ...counts,
    cameBack,
    left,
    restarts: first.restarts + (again?.restarts ?? 0),
    replicas: { confirmed, connected },
    isStopped: job.signal.aborted,
  };
}

/** What was planned and is there no more: sent before a crash, or ended by itself; it did not need another deletion. */
async function writeFigures({ services }: Run, row: RevocationRow, figures: Partial<RevocationRow>) {
  const counts = await countInLedger(services, row.id);
  const told = {
    deleted: counts.deleted ?? 0,
    alreadyGone: (counts["already-gone"] ?? 0) + (counts.planned ?? 0),
    kept: counts["changed-owner"] ?? 0,
  };
  await services.store.db
    .updateTable("revocation")
    .set({ ...figures, deleted: told.deleted, already_gone: told.alreadyGone, kept: told.kept })
    .where("id", "=", row.id)
    .execute();
  return told;
}
