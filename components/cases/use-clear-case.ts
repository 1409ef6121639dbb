import { useEffect, useState, useTransition } from "react";
import { toClientFailure } from "#lib/browser/to-client-failure.ts";
import type { CaseOutcome, CasePlan } from "#lib/cases/schema.ts";
import type { RateLimit } from "#lib/rate-limits/schema.ts";
import type { Failure } from "#lib/result.ts";
import type { CaseActions } from "./case-actions.ts";

interface UseClearCaseOptions {
  deployment: string;
  userId: string;
  limits: readonly RateLimit[];
  actions: CaseActions;
  onCleared: (outcome: CaseOutcome) => void;
}

/** Asks for the plan at once, and anew when what is chosen changes; carries out that plan and no other. */
export function useClearCase({ deployment, userId, limits, actions, onCleared }: UseClearCaseOptions) {
  const [plan, setPlan] = useState<CasePlan>();
  const [failure, setFailure] = useState<Failure>();
  const [isClearing, start] = useTransition();
  const picked = JSON.stringify(limits.map(({ keyspace, key }) => ({ keyspace, key })));
  useEffect(() => {
    let isGone = false;
    setPlan(undefined);
    setFailure(undefined);
    actions.planCase({ deployment, userId, limits: JSON.parse(picked) }).then(
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
  }, [actions, deployment, userId, picked]);
  const clear = (reason: string) => {
    if (plan === undefined) return;
    start(async () => {
      setFailure(undefined);
      try {
        const result = await actions.clearCase({ deployment, plan: plan.plan, reason });
        if (result.ok) onCleared(result.data);
        else setFailure(result.error);
      } catch (thrown) {
        setFailure(toClientFailure(thrown));
      }
    });
  };
  return { plan, failure, isClearing, clear };
}
