import { z } from "zod";
import { DomainError } from "#lib/errors.ts";
import { PLAN_FRAME, sealedPlan } from "#lib/sealed-plan.ts";
import type { Services } from "#lib/services.ts";
import { LifecycleAction } from "./schema.ts";

const PLAN_MINUTES = 5;

const Sealed = z.object({
  ...PLAN_FRAME,
  instance: z.string(),
  action: LifecycleAction,
  /** What it was when the plan was shown: one that has become the master meanwhile is another thing to stop. */
  role: z.string().nullable(),
});
export type SealedAction = z.output<typeof Sealed>;

export const actionPlan = sealedPlan("lifecycle plan", Sealed, PLAN_MINUTES);

interface Wanted {
  deployment: string;
  plan: string;
  action: LifecycleAction;
}

/** What a plan says, whoever made it and whenever. */
export function readAction(services: Services, { deployment, plan, action }: Wanted): SealedAction {
  return ofAction(action, actionPlan.read(services, deployment, plan));
}

/** A plan that this person may still carry out, and has typed the name of. */
export function openAction(
  services: Services,
  { deployment, plan, action }: Wanted,
  { userId, typed }: { userId: string; typed: string },
): SealedAction {
  const planned = ofAction(action, actionPlan.open(services, deployment, plan, userId));
  if (typed.trim() === planned.instance) return planned;
  throw new DomainError("INVALID_INPUT", "What was typed is not the name of the instance.", {
    where: "typed",
    fieldErrors: { typed: [`Type ${planned.instance}, the name of the instance.`] },
  });
}

function ofAction(action: LifecycleAction, planned: SealedAction): SealedAction {
  if (planned.action === action) return planned;
  throw new DomainError("INVALID_INPUT", "The plan was made for another action.");
}
