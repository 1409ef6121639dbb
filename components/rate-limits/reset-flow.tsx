"use client";
import { lazy, Suspense, useState } from "react";
import type { DeploymentChoice } from "#components/shell/deployment-choice.ts";
import type { RateLimit, ResetLimits } from "#lib/rate-limits/schema.ts";
import type { LimitActions } from "./limit-actions.ts";
import { ResetOutcome } from "./reset-outcome.tsx";

const ResetDialog = lazy(() => import("./reset-dialog.tsx").then((module) => ({ default: module.ResetDialog })));

/** Which counters are about to be reset, and what came of the last reset. */
export function useResetFlow() {
  const [doomed, setDoomed] = useState<readonly RateLimit[]>();
  const [outcome, setOutcome] = useState<ResetLimits>();
  return {
    doomed,
    outcome,
    begin: setDoomed,
    cancel: () => setDoomed(undefined),
    finish(result: ResetLimits) {
      setDoomed(undefined);
      setOutcome(result);
    },
    dismiss: () => setOutcome(undefined),
  };
}

interface ResetFlowProps {
  flow: ReturnType<typeof useResetFlow>;
  deployment: DeploymentChoice;
  reset: LimitActions["reset"];
  onReset: () => void;
}

export function ResetFlow({ flow, deployment, reset, onReset }: ResetFlowProps) {
  return (
    <>
      {flow.outcome === undefined ? null : <ResetOutcome outcome={flow.outcome} onDismiss={flow.dismiss} />}
      <Suspense>
        {flow.doomed === undefined ? null : (
          <ResetDialog
            deployment={deployment}
            limits={flow.doomed}
            reset={reset}
            onClose={flow.cancel}
            onReset={(outcome) => {
              flow.finish(outcome);
              onReset();
            }}
          />
        )}
      </Suspense>
    </>
  );
}
