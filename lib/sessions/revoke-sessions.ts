import { randomUUID } from "node:crypto";
import type { OperationContext } from "#lib/context.ts";
import { DomainError } from "#lib/errors.ts";
import { defineOperation } from "#lib/operation.ts";
import type { Services } from "#lib/services.ts";
import type { RevocationRow } from "#lib/store/tables.ts";
import { applyPlan } from "./apply-plan.ts";
import { followUp } from "./follow-up.ts";
import { keyTag, sealSession, sealUsers, toRevocation } from "./ledger-rows.ts";
import { LARGE_PLAN, openPlan, type Plan } from "./revocation-plan.ts";
import { type Revocation, RevokeInput } from "./schema.ts";
import { sessionKeyspace } from "./session-keyspace.ts";

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
    const plan = openPlan(ctx.services, input.deployment, input.plan);
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
  run: (ctx, input) => revoke(ctx, openPlan(ctx.services, input.deployment, input.plan), input.reason),
});

function planTarget({ deployment, plan }: { deployment: string; plan: string }, services: Services) {
  const { whom, sessions, userIds } = openPlan(services, deployment, plan);
  return { deployment, shown: `${sessions.length} sessions of ${whom}`, identity: userIds.join("\n") };
}

async function revoke({ services, actor }: OperationContext, plan: Plan, reason: string): Promise<Revocation> {
  const { db } = services.store;
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
  };
  // Before anything is deleted: what the console did is known even if it dies in the middle.
  await db.transaction().execute(async (whole) => {
    await whole.insertInto("revocation").values(row).execute();
    await whole
      .insertInto("revoked_session")
      .values(
        plan.sessions.map((session) => ({
          revocation_id: row.id,
          keyspace: session.keyspace,
          sealed_key: sealSession(services, session),
          key_tag: keyTag(services, plan.deployment, session),
          outcome: "planned",
        })),
      )
      .execute();
  });
  const applied = await applyPlan(connections, plan.sessions);
  const counted = [...applied.outcomes.values()];
  const figures = {
    deleted: counted.filter((outcome) => outcome === "deleted").length,
    already_gone: counted.filter((outcome) => outcome === "already-gone").length,
    kept: counted.filter((outcome) => outcome === "changed-owner").length,
    replicas_confirmed: applied.replicas.confirmed,
    replicas_total: applied.replicas.expected,
    state: "pending",
  };
  await db.updateTable("revocation").set(figures).where("id", "=", row.id).execute();
  const done = { ...row, ...figures };
  const left = await followUp(services, connections, done, plan, PROOF_WITHIN_MS);
  return toRevocation({ ...done, left_over: left }, services.now());
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
    replicas_total: 0,
    state: "unknown",
    checked_at: null,
    came_back: 0,
    left_over: null,
    sealed_users: sealUsers(services, plan.userIds),
  };
}
