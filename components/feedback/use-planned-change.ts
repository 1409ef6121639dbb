import type { Failure, Result } from "#lib/result.ts";
import { usePlan } from "./use-plan.ts";
import { useSubmit } from "./use-submit.ts";

export interface PlannedChange<Plan> {
  plan: Plan | undefined;
  failure: Failure | undefined;
  isSending: boolean;
  confirm: (reason: string, typed?: string) => void;
}

interface PlannedChangeOptions<Plan, Done> {
  ask: () => Promise<Result<Plan>>;
  /** Another one asks for another plan. */
  key: string;
  carryOut: (plan: Plan, reason: string, typed: string) => Promise<Result<Done>>;
  onDone: (done: Done) => void;
}

/** Asks for the plan at once, and carries out that plan and no other. */
export function usePlannedChange<Plan, Done>(options: PlannedChangeOptions<Plan, Done>): PlannedChange<Plan> {
  const { ask, key, carryOut, onDone } = options;
  const { plan, failure: withoutPlan } = usePlan(ask, key);
  const { failure, isSending, send } = useSubmit(onDone, key);
  return {
    plan,
    failure: failure ?? withoutPlan,
    isSending,
    confirm(reason: string, typed = "") {
      if (plan !== undefined) send(() => carryOut(plan, reason, typed));
    },
  };
}
