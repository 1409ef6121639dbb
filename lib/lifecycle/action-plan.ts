import { z } from "zod";
import { DomainError } from "#lib/errors.ts";
import type { Services } from "#lib/services.ts";
import { LifecycleAction } from "./schema.ts";

const PLAN_MINUTES = 5;

const Sealed = z.object({
  deployment: z.string(),
  instance: z.string(),
  action: LifecycleAction,
  /** What it was when the plan was shown: one that has become the master meanwhile is another thing to stop. */
  role: z.string().nullable(),
  /** A plan is confirmed by the person who has seen it. */
  userId: z.string(),
  expiresAt: z.number(),
});
export type SealedAction = z.output<typeof Sealed>;

export function sealAction({ seal, now }: Services, action: Omit<SealedAction, "expiresAt">) {
  const expiresAt = now() + PLAN_MINUTES * 60_000;
  return { plan: seal.seal("lifecycle plan", Buffer.from(JSON.stringify({ ...action, expiresAt }))), expiresAt };
}

interface Wanted {
  deployment: string;
  plan: string;
  action: LifecycleAction;
}

/** What a plan says, whoever made it and whenever. */
export function readAction({ seal }: Services, { deployment, plan, action }: Wanted): SealedAction {
  const parsed = Sealed.safeParse(JSON.parse(seal.open("lifecycle plan", plan).toString("utf8")));
  if (parsed.success && parsed.data.deployment === deployment && parsed.data.action === action) return parsed.data;
  throw new DomainError("INVALID_INPUT", "The plan was made for another deployment or action.");
}

/** A plan that this person may still carry out, and has typed the name of. */
export function openAction(services: Services, wanted: Wanted, { userId, typed }: { userId: string; typed: string }) {
  const action = readAction(services, wanted);
  if (action.userId !== userId) {
    throw new DomainError("INVALID_INPUT", "The plan was made by somebody else.", {
      advice: "Make the plan yourself: what it shows is what you confirm.",
    });
  }
  if (action.expiresAt < services.now()) {
    throw new DomainError("CONFLICT", `The plan is older than ${PLAN_MINUTES} minutes, so nothing was done.`, {
      advice: "Make the plan again: it will show what is there now.",
    });
  }
  if (typed.trim() !== action.instance) {
    throw new DomainError("INVALID_INPUT", "What was typed is not the name of the instance.", {
      where: "typed",
      fieldErrors: { typed: [`Type ${action.instance}, the name of the instance.`] },
    });
  }
  return action;
}
