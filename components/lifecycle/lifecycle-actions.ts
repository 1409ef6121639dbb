import type { StartedJob } from "#lib/jobs/schema.ts";
import type { ActInput, ActionPlan, PlanActionInput } from "#lib/lifecycle/schema.ts";
import type { Result } from "#lib/result.ts";

type Act = (input: ActInput) => Promise<Result<StartedJob>>;

/** What the page hands down: the server's actions, each deciding by itself who may. */
export interface LifecycleActions {
  plan(input: PlanActionInput): Promise<Result<ActionPlan>>;
  start: Act;
  stop: Act;
  restart: Act;
  confirmIdentity(input: { password: string }): Promise<Result<unknown>>;
}

export interface LifecycleRights {
  mayAct: boolean;
  /** May read what a job says. */
  mayWatch: boolean;
}
