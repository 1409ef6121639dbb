import { DomainError } from "#lib/errors.ts";
import type { StartedJob } from "#lib/jobs/schema.ts";
import { startJob } from "#lib/jobs/start-job.ts";
import { defineOperation } from "#lib/operation.ts";
import { plainText } from "#lib/plain-text.ts";
import { describeCohort, nameCohort } from "./cohort.ts";
import { cohortPlan } from "./cohort-plan.ts";
import { revokeCohortJob } from "./revoke-cohort-job.ts";
import { RevokeCohortInput } from "./schema.ts";

const LONGEST_SHOWN = 160;

/** Starts the revocation of the cohort that a plan has shown. */
export const revokeCohort = defineOperation({
  name: "session.revoke-cohort",
  summary: "revoke the sessions of many people at once",
  kind: "change",
  roles: ["sre"],
  stepUp: true,
  input: RevokeCohortInput,
  target: ({ deployment, plan }, services) => {
    const { cohort, count } = cohortPlan.read(services, deployment, plan);
    return { deployment, shown: `${count} ${plainText(describeCohort(cohort), LONGEST_SHOWN)}` };
  },
  run(ctx, { deployment, plan, reason, typed }): Promise<StartedJob> {
    const { cohort, count, isAuthoritative } = cohortPlan.open(ctx.services, deployment, plan, ctx.actor.userId);
    const { production } = ctx.services.deployments.get(deployment).config.environment;
    if (production && typed.replaceAll(/[,.\s]/g, "") !== String(count)) {
      throw new DomainError("INVALID_INPUT", "The number typed is not the number of sessions of the plan.", {
        where: "typed",
        fieldErrors: { typed: [`Type ${count}, the number of sessions that would be revoked.`] },
      });
    }
    return startJob(ctx, revokeCohortJob, {
      deployment,
      title: `Revoke ${nameCohort(ctx.services.seal, cohort)}`,
      input: { cohort, planned: count, isAuthoritative, reason },
    });
  },
});
