import { z } from "zod";
import { DomainError } from "#lib/errors.ts";
import { PLAN_FRAME, sealedPlan } from "#lib/sealed-plan.ts";
import type { Draft } from "./draft-apply.ts";
import { ApplyOrder, PlanApplyInput } from "./schema.ts";

const Plan = z.object({
  ...PLAN_FRAME,
  asked: PlanApplyInput,
  orders: z.array(ApplyOrder),
  /** Rules by address that must be acknowledged. */
  blocking: z.array(z.string()),
});

export const applyPlan = sealedPlan("configuration plan", Plan);

export function ordersOf({ instances }: Draft): ApplyOrder[] {
  return instances.filter(({ changes }) => changes.length > 0).map((one) => ApplyOrder.parse(one));
}

export const blockingOf = ({ blocking }: Draft) => blocking.map(({ rule, address }) => `${rule} ${address}`);

/** Instances, file and consequences are still those that the plan showed. */
export function assertUnchanged({ orders, blocking }: z.output<typeof Plan>, draft: Draft): void {
  const isSame =
    JSON.stringify(ordersOf(draft)) === JSON.stringify(orders) &&
    blockingOf(draft).every((one) => blocking.includes(one));
  if (isSame) return;
  throw new DomainError("CONFLICT", "What would be set is no longer what the plan showed, so nothing was done.", {
    advice: "Make the plan again: the file, an instance or its role has changed since.",
  });
}
