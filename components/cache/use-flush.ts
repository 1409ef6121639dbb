import { useEffect, useState, useTransition } from "react";
import { toClientFailure } from "#lib/browser/to-client-failure.ts";
import type { FlushPlan } from "#lib/cache/schema.ts";
import type { StartedJob } from "#lib/jobs/schema.ts";
import type { Failure } from "#lib/result.ts";
import type { CacheActions } from "./cache-actions.ts";

interface UseFlushOptions {
  deployment: string;
  keyspace: string;
  pattern: string;
  actions: CacheActions;
  onStarted: (job: StartedJob) => void;
}

/** Asks for the plan at once, and starts that plan and no other. */
export function useFlush({ deployment, keyspace, pattern, actions, onStarted }: UseFlushOptions) {
  const [plan, setPlan] = useState<FlushPlan>();
  const [failure, setFailure] = useState<Failure>();
  const [isStarting, start] = useTransition();
  useEffect(() => {
    let isGone = false;
    actions.planFlush({ deployment, keyspace, pattern }).then(
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
  }, [actions, deployment, keyspace, pattern]);
  const flush = (reason: string, typed: string) => {
    if (plan === undefined) return;
    start(async () => {
      setFailure(undefined);
      try {
        const act = plan.isLarge ? actions.flushLarge : actions.flush;
        const result = await act({ deployment, plan: plan.plan, reason, typed });
        if (result.ok) onStarted(result.data);
        else setFailure(result.error);
      } catch (thrown) {
        setFailure(toClientFailure(thrown));
      }
    });
  };
  return { plan, failure, isStarting, flush };
}
