import { randomUUID } from "node:crypto";
import type { OperationContext } from "#lib/context.ts";
import { DomainError } from "#lib/errors.ts";
import { log } from "#lib/log.ts";
import { defineOperation } from "#lib/operation.ts";
import type { DeploymentConnections } from "#lib/redis/deployment-connections.ts";
import { withDeadline } from "#lib/redis/with-deadline.ts";
import type { Services } from "#lib/services.ts";
import type { RevocationRow } from "#lib/store/tables.ts";
import { applyPlan, type Progress } from "./apply-plan.ts";
import { followUp } from "./follow-up.ts";
import { beginRevocation, REPLICAS_UNKNOWN, sealUsers, toRevocation } from "./ledger-rows.ts";
import { recordOutcomes } from "./record-outcomes.ts";
import { LARGE_PLAN, type Plan, revocationPlan } from "./revocation-plan.ts";
import { type Revocation, RevokeInput } from "./schema.ts";
import { sessionKeyspace } from "./session-keyspace.ts";

/** A failover may last longer than anybody should wait for an answer; the deleting goes on without them. */
const ANSWER_WITHIN_MS = 5_000;
/** How long the answer waits for the search that proves that nothing of the user is left. */
const PROOF_WITHIN_MS = 1_500;

/** Carries a plan out: each session goes only if it is still that user's, and the answer says what is proven. */
export const revokeSessions = defineOperation({
  name: "session.revoke",
  summary: "revoke sessions",
  kind: "change",
  roles: ["support", "sre"],
  input: RevokeInput,
  target: planTarget,
  count: ({ deleted }: Revocation) => deleted,
  run(ctx, input) {
    const plan = planOf(ctx, input);
    if (plan.sessions.length <= LARGE_PLAN) return revoke(ctx, plan, input.reason);
    throw new DomainError("FORBIDDEN", `More than ${LARGE_PLAN} sessions at once are not revoked this way.`, {
      advice: "Someone with the role sre can, after confirming the password.",
    });
  },
});

/** The same for more than support may revoke at once. */
export const revokeManySessions = defineOperation({
  name: "session.revoke-many",
  summary: "revoke more than fifty sessions at once",
  kind: "change",
  roles: ["sre"],
  stepUp: true,
  input: RevokeInput,
  target: planTarget,
  count: ({ deleted }: Revocation) => deleted,
  run: (ctx, input) => revoke(ctx, planOf(ctx, input), input.reason),
});

function planOf(
  { services, actor }: OperationContext,
  { deployment, plan }: { deployment: string; plan: string },
): Plan {
  return revocationPlan.open(services, deployment, plan, actor.userId);
}

function planTarget({ deployment, plan }: { deployment: string; plan: string }, services: Services) {
  const { whom, sessions, userIds } = revocationPlan.read(services, deployment, plan);
  return { deployment, shown: `${sessions.length} sessions of ${whom}`, identity: userIds.join("\n") };
}

async function revoke({ services, actor }: OperationContext, plan: Plan, reason: string): Promise<Revocation> {
  const connections = services.deployments.get(plan.deployment);
  const isAuthoritative = plan.sessions.every(
    ({ keyspace }) => sessionKeyspace(connections.config, keyspace).config.authoritative,
  );
  const row: RevocationRow = {
    ...emptyRow(services, plan, reason),
    user_id: actor.userId,
    user_name: actor.name,
    role: actor.role,
    is_authoritative: isAuthoritative ? 1 : 0,
    is_cohort: 0,
  };
  // Before anything is deleted: what the console did is known even if it dies in the middle.
  await beginRevocation(services, row, plan);
  const carried = carryOut(services, connections, row, plan);
  const done = await withDeadline(ANSWER_WITHIN_MS, carried, () => {
    carried
      .then((late) => followUp(services, connections, late, plan, 0))
      .catch((thrown: unknown) => log.warn("a revocation failed after its answer", { revocation: row.id, thrown }));
    return new DomainError("TIMEOUT", "Whether the sessions are gone is not known yet; the console goes on trying.", {
      advice: "The ledger of revocations will say what came of it.",
    });
  });
  const left = await followUp(services, connections, done, plan, PROOF_WITHIN_MS);
  return toRevocation({ ...done, left_over: left }, services.now());
}

/** Deletes, and tells the ledger what is known of it, after a failure too. */
async function carryOut(
  services: Services,
  connections: DeploymentConnections,
  row: RevocationRow,
  plan: Plan,
): Promise<RevocationRow> {
  const progress: Progress = { outcomes: new Map(), sent: new Set() };
  try {
    const { replicas } = await applyPlan(connections, plan, progress);
    return await recordOutcomes(services, row, plan, progress, replicas);
  } catch (thrown) {
    await recordOutcomes(services, row, plan, progress, undefined).catch((lost: unknown) =>
      log.error("the ledger did not learn what a revocation had deleted", { revocation: row.id, thrown: lost }),
    );
    throw thrown;
  }
}

function emptyRow(services: Services, plan: Plan, reason: string) {
  return {
    id: randomUUID(),
    at: services.now(),
    deployment: plan.deployment,
    subject: plan.whom,
    subject_tag: services.seal.tag("revocation subject", plan.userIds.join("\n")),
    reason,
    planned: plan.sessions.length,
    deleted: 0,
    already_gone: 0,
    kept: 0,
    replicas_confirmed: 0,
    replicas_total: REPLICAS_UNKNOWN,
    state: "pending",
    checked_at: null,
    came_back: 0,
    left_over: null,
    sealed_users: sealUsers(services, plan.userIds),
  };
}
