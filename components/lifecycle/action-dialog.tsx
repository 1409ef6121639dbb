"use client";
import { useState } from "react";
import { ConfirmIdentity } from "#components/feedback/confirm-identity.tsx";
import { FailurePanel } from "#components/feedback/failure-panel.tsx";
import { ReasonField, reasonProblem } from "#components/feedback/reason-field.tsx";
import { TypedField } from "#components/feedback/typed-field.tsx";
import { usePlannedChange } from "#components/feedback/use-planned-change.ts";
import type { DeploymentChoice } from "#components/shell/deployment-choice.ts";
import { EnvironmentBand } from "#components/shell/environment-band.tsx";
import { Button } from "#components/ui/button.tsx";
import { Dialog } from "#components/ui/dialog.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";
import type { StartedJob } from "#lib/jobs/schema.ts";
import type { LifecycleAction } from "#lib/lifecycle/schema.ts";
import { ActionPlanSummary } from "./action-plan-summary.tsx";
import type { LifecycleActions } from "./lifecycle-actions.ts";
import { ACTION_VERBS } from "./managed-words.ts";

const USUAL_REASONS = ["Maintenance of the host", "New version", "Changed configuration"];

interface ActionDialogProps {
  deployment: DeploymentChoice;
  instance: string;
  action: LifecycleAction;
  actions: LifecycleActions;
  onClose: () => void;
  onStarted: (job: StartedJob) => void;
}

/** Plan, reason, the name typed: then it is a job that goes on without this page. */
export function ActionDialog({ deployment, instance, action, actions, onClose, onStarted }: ActionDialogProps) {
  const { plan, failure, isSending, confirm } = usePlannedChange({
    ask: () => actions.plan({ deployment: deployment.name, instance, action }),
    key: JSON.stringify([deployment.name, instance, action]),
    carryOut: ({ plan: sealed }, why, name) =>
      actions[action]({ deployment: deployment.name, plan: sealed, reason: why, typed: name }),
    onDone: onStarted,
  });
  const [reason, setReason] = useState("");
  const [typed, setTyped] = useState("");
  const [problem, setProblem] = useState<string>();
  const isAllowed = plan !== undefined && plan.refusals.length === 0;
  const isStepUp = failure?.code === "STEP_UP_REQUIRED";
  const act = () => {
    const wrong = reasonProblem(reason);
    setProblem(wrong);
    if (wrong === undefined && isAllowed) confirm(reason.trim(), typed);
  };
  return (
    <Dialog
      isOpen
      isWide
      onClose={onClose}
      title={`${ACTION_VERBS[action]} ${instance}`}
      band={<EnvironmentBand deployment={deployment} />}
      footer={
        <>
          <Button onClick={onClose}>{isAllowed || plan === undefined ? "Cancel" : "Close"}</Button>
          {plan === undefined || isAllowed ? (
            <Button
              type="submit"
              form="lifecycle"
              look={action === "start" ? "primary" : "danger"}
              isBusy={isSending}
              disabled={plan === undefined}
            >
              {ACTION_VERBS[action]} {instance}
            </Button>
          ) : null}
        </>
      }
    >
      <form
        id="lifecycle"
        noValidate
        className="space-y-4"
        onSubmit={(event) => {
          event.preventDefault();
          act();
        }}
      >
        {plan === undefined && failure === undefined ? (
          <div role="status" aria-label="Asking every server" className="space-y-3">
            <Skeleton className="h-5 w-64" />
            <Skeleton className="h-32" />
          </div>
        ) : null}
        {plan === undefined ? null : <ActionPlanSummary plan={plan} deployment={deployment} />}
        {isAllowed ? (
          <>
            <ReasonField value={reason} onChange={setReason} problem={problem} usual={USUAL_REASONS} />
            <TypedField
              wanted={instance}
              hint="The name of the instance."
              failure={failure}
              value={typed}
              onType={setTyped}
            />
          </>
        ) : null}
      </form>
      {isStepUp ? <ConfirmIdentity action={action} confirm={actions.confirmIdentity} onConfirmed={act} /> : null}
      {failure === undefined || isStepUp || failure.fieldErrors?.typed !== undefined ? null : (
        <div className="mt-4">
          <FailurePanel failure={failure} />
        </div>
      )}
    </Dialog>
  );
}
