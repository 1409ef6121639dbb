import type { OperationContext } from "#lib/context.ts";
import { DomainError } from "#lib/errors.ts";
import { defineOperation } from "#lib/operation.ts";
import { plainText } from "#lib/plain-text.ts";
import { type ReadingSource, readingSource } from "#lib/redis/reading-source.ts";
import { type CohortVerdict, compileCohort, describeCohort } from "./cohort.ts";
import { cohortPlan } from "./cohort-plan.ts";
import { copyOf, describeTally, newTally, noteFound, type Tally } from "./cohort-tally.ts";
import { scanSessions } from "./scan-sessions.ts";
import { type Cohort, type CohortEvent, PlanCohortInput } from "./schema.ts";
import { type CompiledKeyspace, sessionKeyspaces } from "./session-keyspace.ts";
import type { FoundSession } from "./session-row.ts";

const LONGEST_SHOWN = 200;
const PROGRESS_EVERY_MS = 100;

/** Counts whom the revocation of a whole group would sign out, before anything is deleted. */
export const planCohort = defineOperation({
  name: "session.plan-cohort",
  summary: "plan the revoking of many people's sessions",
  kind: "access",
  roles: ["sre"],
  input: PlanCohortInput,
  target: ({ deployment, cohort }) => ({ deployment, shown: plainText(describeCohort(cohort), LONGEST_SHOWN) }),
  async run(ctx, { deployment, cohort }): Promise<AsyncIterable<CohortEvent>> {
    const connections = ctx.services.deployments.get(deployment);
    // Opened here, so that what cannot be read, or means nothing, fails the request and not the stream.
    const source = await readingSource(connections, 0, "replica");
    return count(ctx, { deployment, cohort, judge: compileCohort(cohort).judge, source });
  },
});

interface Count {
  deployment: string;
  cohort: Cohort;
  judge: (keyspace: CompiledKeyspace, raw: FoundSession["raw"]) => CohortVerdict;
  source: ReadingSource;
}

async function* count(ctx: OperationContext, request: Count): AsyncGenerator<CohortEvent> {
  const { services, signal } = ctx;
  const { deployment, cohort, source } = request;
  const { config } = services.deployments.get(deployment);
  let tally = newTally();
  let [looked, toldAt] = [0, 0];
  let isAuthoritative = true;
  const keyspaces = sessionKeyspaces(config);
  for (const [index, keyspace] of keyspaces.entries()) {
    let own = 0;
    const before = tally.verdicts.fits;
    for await (const seen of countOne(ctx, request, keyspace, tally)) {
      own = seen.keys;
      tally = seen.tally;
      if (performance.now() - toldAt < PROGRESS_EVERY_MS) continue;
      toldAt = performance.now();
      const fraction = (index + seen.fraction) / keyspaces.length;
      yield { type: "progress", fraction, looked: looked + own, fits: tally.verdicts.fits };
    }
    looked += own;
    if (tally.verdicts.fits > before && !keyspace.config.authoritative) isAuthoritative = false;
  }
  if (signal.aborted) throw new DomainError("CONFLICT", "The counting was stopped, so there is no plan.");
  const told = describeTally(tally, services, deployment);
  const sealed = { deployment, cohort, count: told.count, isAuthoritative, by: ctx.actor.userId };
  yield {
    type: "planned",
    plan: {
      ...cohortPlan.seal(services, sealed),
      ...told,
      what: plainText(describeCohort(cohort), LONGEST_SHOWN),
      looked,
      isAuthoritative,
      mustType: config.environment.production,
      source: { address: source.handle.address, role: source.role },
    },
  };
}

/** A scan that begins again on another instance counts again: what it had counted of this keyspace is forgotten then. */
async function* countOne(
  { services, signal }: OperationContext,
  { deployment, judge }: Count,
  keyspace: CompiledKeyspace,
  before: Tally,
): AsyncGenerator<{ tally: Tally; keys: number; fraction: number }> {
  const connections = services.deployments.get(deployment);
  let tally = copyOf(before);
  let verdicts: CohortVerdict[] = [];
  let keys = 0;
  const fits = ({ raw }: { raw: FoundSession["raw"] }) => {
    const verdict = judge(keyspace, raw);
    verdicts.push(verdict);
    return verdict === "fits";
  };
  for await (const batch of scanSessions({ connections, keyspace, signal, from: "replica", fits })) {
    if (batch.keys === 0) {
      // The first batch of every scan has no keys yet; what a scan that failed had judged by then is judged again.
      tally = copyOf(before);
      verdicts = [];
    }
    keys = batch.keys;
    for (const verdict of verdicts) tally.verdicts[verdict] += 1;
    verdicts = [];
    for (const found of batch.found) noteFound(tally, found);
    yield { tally, keys, fraction: batch.fraction };
  }
}
