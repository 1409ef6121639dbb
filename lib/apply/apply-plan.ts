import { z } from "zod";
import { DomainError } from "#lib/errors.ts";
import type { Services } from "#lib/services.ts";
import type { Draft } from "./draft-apply.ts";
import { ApplyOrder, PlanApplyInput } from "./schema.ts";

const PLAN_MINUTES = 10;
const PURPOSE = "configuration plan";

const Plan = z.object({
  asked: PlanApplyInput,
  orders: z.array(ApplyOrder),
  /** Rules by address that must be acknowledged. */
  blocking: z.array(z.string()),
  userId: z.string(),
  expiresAt: z.number(),
});
type SealedApply = z.output<typeof Plan>;

export function ordersOf({ instances }: Draft): ApplyOrder[] {
  return instances.filter(({ changes }) => changes.length > 0).map((one) => ApplyOrder.parse(one));
}

export const blockingOf = ({ blocking }: Draft) => blocking.map(({ rule, address }) => `${rule} ${address}`);

export function sealApply({ seal, now }: Services, plan: Omit<SealedApply, "expiresAt">) {
  const expiresAt = now() + PLAN_MINUTES * 60_000;
  return { plan: seal.seal(PURPOSE, Buffer.from(JSON.stringify({ ...plan, expiresAt }))), expiresAt };
}

/** What a plan says, whoever made it and whenever. */
export function readApply({ seal }: Services, deployment: string, sealed: string): SealedApply {
  const parsed = Plan.safeParse(JSON.parse(seal.open(PURPOSE, sealed).toString("utf8")));
  if (parsed.success && parsed.data.asked.deployment === deployment) return parsed.data;
  throw new DomainError("INVALID_INPUT", "The plan was not made for this deployment.");
}

/** A plan that this person may still carry out. */
export function openApply(services: Services, deployment: string, sealed: string, userId: string): SealedApply {
  const plan = readApply(services, deployment, sealed);
  if (plan.userId !== userId) throw new DomainError("INVALID_INPUT", "The plan was made by somebody else.");
  if (plan.expiresAt >= services.now()) return plan;
  throw new DomainError("CONFLICT", `The plan is older than ${PLAN_MINUTES} minutes, so nothing was done.`);
}

/** Instances, file and consequences are still those that the plan showed. */
export function assertUnchanged({ orders, blocking }: SealedApply, draft: Draft): void {
  const isSame =
    JSON.stringify(ordersOf(draft)) === JSON.stringify(orders) &&
    blockingOf(draft).every((one) => blocking.includes(one));
  if (isSame) return;
  throw new DomainError("CONFLICT", "What would be set is no longer what the plan showed, so nothing was done.", {
    advice: "Make the plan again: the file, an instance or its role has changed since.",
  });
}
