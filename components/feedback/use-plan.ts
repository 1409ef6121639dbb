import { useEffect, useState, useTransition } from "react";
import { toClientFailure } from "#lib/browser/to-client-failure.ts";
import type { StartedJob } from "#lib/jobs/schema.ts";
import type { Failure, Result } from "#lib/result.ts";

interface UsePlanOptions<Plan> {
  /** Keeps its identity as long as it is the same plan that is asked for. */
  make: () => Promise<Result<Plan>>;
  carryOut: (plan: Plan, reason: string, typed: string) => Promise<Result<StartedJob>>;
  onStarted: (job: StartedJob) => void;
}

/** Asks for the plan at once, and starts that plan and no other. */
export function usePlan<Plan>({ make, carryOut, onStarted }: UsePlanOptions<Plan>) {
  const [plan, setPlan] = useState<Plan>();
  const [failure, setFailure] = useState<Failure>();
  const [isStarting, start] = useTransition();
  useEffect(() => {
    let isGone = false;
    make().then(
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
  }, [make]);
  const begin = (reason: string, typed: string) => {
    if (plan === undefined) return;
    start(async () => {
      setFailure(undefined);
      try {
        const result = await carryOut(plan, reason, typed);
        if (result.ok) onStarted(result.data);
        else setFailure(result.error);
      } catch (thrown) {
        setFailure(toClientFailure(thrown));
      }
    });
  };
  return { plan, failure, isStarting, begin };
}
