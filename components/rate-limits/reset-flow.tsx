"use client";
import { lazy, Suspense, useState } from "react";
import type { DeploymentChoice } from "#components/shell/deployment-choice.ts";
import { UndoNote } from "#components/undo/undo-note.tsx";
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
  actions: Pick<LimitActions, "reset" | "restoreUndo">;
  onReset: () => void;
}

export function ResetFlow({ flow, deployment, actions, onReset }: ResetFlowProps) {
  return (
    <>
      {flow.outcome === undefined ? null : (
        <>
          <ResetOutcome outcome={flow.outcome} onDismiss={flow.dismiss} />
          {flow.outcome.undo.offer === null ? null : (
            <div className="bg-surface-sunken px-4 pb-3">
              <UndoNote
                key={flow.outcome.undo.offer.id}
                deployment={deployment.name}
                offer={flow.outcome.undo.offer}
                restore={actions.restoreUndo}
                onRestored={onReset}
              />
            </div>
          )}
        </>
      )}
      <Suspense>
        {flow.doomed === undefined ? null : (
          <ResetDialog
            deployment={deployment}
            limits={flow.doomed}
            reset={actions.reset}
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
