import { z } from "zod";
import { DomainError } from "./errors.ts";
import type { Services } from "./services.ts";

/** A plan that is older no longer says what is there. */
const USUAL_MINUTES = 10;

/** What every plan holds beside its own. */
export const PLAN_FRAME = {
  deployment: z.string(),
  /** Who made it: a plan is confirmed by the person who has seen it. */
  by: z.string(),
  expiresAt: z.number(),
};
type Frame = z.output<z.ZodObject<typeof PLAN_FRAME>>;

type Means = Pick<Services, "seal" | "now">;

/** A plan on its way through the browser: nobody else can make or change one, and one for a flush opens no other door. */
export function sealedPlan<Schema extends z.ZodType<Frame>>(
  purpose: `${string} plan`,
  Plan: Schema,
  minutes = USUAL_MINUTES,
) {
  /** What a plan says, whoever made it and whenever. */
  function read({ seal }: Means, deployment: string, sealed: string): z.output<Schema> {
    const parsed = Plan.safeParse(JSON.parse(seal.open(purpose, sealed).toString("utf8")));
    if (parsed.success && parsed.data.deployment === deployment) return parsed.data;
    throw new DomainError("INVALID_INPUT", "The plan was not made for this deployment.");
  }

  return {
    seal({ seal, now }: Means, plan: Omit<z.input<Schema>, "expiresAt">) {
      const expiresAt = now() + minutes * 60_000;
      return { plan: seal.seal(purpose, Buffer.from(JSON.stringify({ ...plan, expiresAt }))), expiresAt };
    },
    read,
    /** A plan that this person may still carry out. */
    open(services: Means, deployment: string, sealed: string, userId: string): z.output<Schema> {
      const plan = read(services, deployment, sealed);
      if (plan.by !== userId) {
        throw new DomainError("INVALID_INPUT", "The plan was made by somebody else.", {
          advice: "Make the plan yourself: what it shows is what you confirm.",
        });
      }
      if (plan.expiresAt < services.now()) {
        throw new DomainError("CONFLICT", `The plan is older than ${minutes} minutes, so nothing was done.`, {
          advice: "Make the plan again: it will show what is there now.",
        });
      }
      return plan;
    },
  };
}
