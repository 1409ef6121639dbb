import { z } from "zod";
import { DomainError } from "#lib/errors.ts";
import { PLAN_FRAME, sealedPlan } from "#lib/sealed-plan.ts";
import type { Services } from "#lib/services.ts";

const Plan = z.object({
  ...PLAN_FRAME,
  keyspace: z.string(),
  pattern: z.string(),
  count: z.number(),
  /** What they take in memory, where that was asked for. */
  estimatedBytes: z.number().optional(),
  /** Keys that go along with them, where there are such. */
  companions: z.number().optional(),
});

/** A plan to delete the keys that fit a pattern. */
export const keyPlan = (purpose: `${string} plan`) => sealedPlan(purpose, Plan);

interface Confirmation {
  readonly deployment: string;
  readonly plan: string;
  /** The number that the person has typed. */
  readonly typed: string;
  readonly userId: string;
}

/** A plan that this person may still carry out, its number typed. */
export function openTyped(
  kind: ReturnType<typeof keyPlan>,
  services: Services,
  { deployment, plan: sealed, typed, userId }: Confirmation,
) {
  const plan = kind.open(services, deployment, sealed, userId);
  if (typed.replaceAll(/[,.\s]/g, "") === String(plan.count)) return plan;
  throw new DomainError("INVALID_INPUT", "The number typed is not the number of keys of the plan.", {
    where: "typed",
    fieldErrors: { typed: [`Type ${plan.count}, the number of keys that would be deleted.`] },
  });
}
