import { z } from "zod";
import { DomainError } from "#lib/errors.ts";
import type { Services } from "#lib/services.ts";
import { PLAN_MINUTES } from "./revocation-plan.ts";
import { Cohort } from "./schema.ts";

const Plan = z.object({
  deployment: z.string(),
  cohort: Cohort,
  count: z.number(),
  isAuthoritative: z.boolean(),
  /** Who made it: a plan is confirmed by the person who has seen it. */
  by: z.string(),
  expiresAt: z.number(),
});
export type SealedCohort = z.output<typeof Plan>;

export function sealCohort({ seal, now }: Services, plan: Omit<SealedCohort, "expiresAt">) {
  const expiresAt = now() + PLAN_MINUTES * 60_000;
  return { plan: seal.seal("cohort plan", Buffer.from(JSON.stringify({ ...plan, expiresAt }))), expiresAt };
}

/** What a plan says, whoever made it and whenever. */
export function readCohort({ seal }: Services, deployment: string, sealed: string): SealedCohort {
  const parsed = Plan.safeParse(JSON.parse(seal.open("cohort plan", sealed).toString("utf8")));
  if (parsed.success && parsed.data.deployment === deployment) return parsed.data;
  throw new DomainError("INVALID_INPUT", "The plan was not made for this deployment.");
}

/** A plan that this person may still carry out. */
export function openCohort(services: Services, deployment: string, sealed: string, by: string): SealedCohort {
  const plan = readCohort(services, deployment, sealed);
  if (plan.by !== by) {
    throw new DomainError("INVALID_INPUT", "The plan was made by somebody else.", {
      advice: "Make the plan yourself: what it shows is what you confirm.",
    });
  }
  if (plan.expiresAt < services.now()) {
    throw new DomainError("CONFLICT", `The plan is older than ${PLAN_MINUTES} minutes, so nothing was revoked.`, {
      advice: "Make the plan again: it will show what is there now.",
    });
  }
  return plan;
}
