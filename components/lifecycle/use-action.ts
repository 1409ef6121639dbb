import { useEffect, useState, useTransition } from "react";
import { toClientFailure } from "#lib/browser/to-client-failure.ts";
import type { StartedJob } from "#lib/jobs/schema.ts";
import type { ActionPlan, LifecycleAction } from "#lib/lifecycle/schema.ts";
import type { Failure } from "#lib/result.ts";
import type { LifecycleActions } from "./lifecycle-actions.ts";

interface UseActionOptions {
  deployment: string;
  instance: string;
  action: LifecycleAction;
  actions: LifecycleActions;
  onStarted: (job: StartedJob) => void;
}

/** Asks for the plan at once, and carries out that plan and no other. */
export function useAction({ deployment, instance, action, actions, onStarted }: UseActionOptions) {
  const [plan, setPlan] = useState<ActionPlan>();
  const [failure, setFailure] = useState<Failure>();
  const [isStarting, start] = useTransition();
  useEffect(() => {
    let isGone = false;
    actions.plan({ deployment, instance, action }).then(
      (result) => {
        if (isGone) return;
        if (result.ok) setPlan(result.data);
        else setFailure(result.error);
      },
      (thrown: unknown) => isGone || setFailure(toClientFailure(thrown)),
    );
    return () => {
      isGone = true;
    };
  }, [actions, deployment, instance, action]);
  const confirm = (reason: string, typed: string) => {
    if (plan === undefined) return;
    start(async () => {
      setFailure(undefined);
      try {
        const result = await actions[action]({ deployment, plan: plan.plan, reason, typed });
        if (result.ok) onStarted(result.data);
        else setFailure(result.error);
      } catch (thrown) {
        setFailure(toClientFailure(thrown));
      }
    });
  };
  return { plan, failure, isStarting, confirm };
}
