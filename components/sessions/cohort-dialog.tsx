"use client";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { ConfirmIdentity } from "#components/feedback/confirm-identity.tsx";
import { FailurePanel } from "#components/feedback/failure-panel.tsx";
import { ReasonField, reasonProblem } from "#components/feedback/reason-field.tsx";
import { TypedField } from "#components/feedback/typed-field.tsx";
import { useSubmit } from "#components/feedback/use-submit.ts";
import type { DeploymentChoice } from "#components/shell/deployment-choice.ts";
import { EnvironmentBand } from "#components/shell/environment-band.tsx";
import { Button } from "#components/ui/button.tsx";
import { Dialog } from "#components/ui/dialog.tsx";
import { formatCount } from "#lib/browser/format-number.ts";
import type { StartedJob } from "#lib/jobs/schema.ts";
import type { CohortPlan } from "#lib/sessions/schema.ts";
import type { SessionActions } from "./session-actions.ts";

const USUAL_REASONS = ["Credential stuffing", "Leaked session tokens", "Security release"];

interface CohortDialogProps {
  deployment: DeploymentChoice;
  plan: CohortPlan;
  actions: SessionActions;
  onClose: () => void;
  onStarted: (jobId: string) => void;
}

/** The last step: why, and in production the number typed. */
export function CohortDialog({ deployment, plan, actions, onClose, onStarted }: CohortDialogProps) {
  const client = useQueryClient();
  const [reason, setReason] = useState("");
  const [typed, setTyped] = useState("");
  const [problem, setProblem] = useState<string>();
  const { failure, isSending, send } = useSubmit(({ jobId }: StartedJob) => {
    void client.invalidateQueries({ queryKey: ["jobs", deployment.name] });
    onStarted(jobId);
  });
  const what = formatCount(plan.count, "session");
  const act = () => {
    const wrong = reasonProblem(reason);
    setProblem(wrong);
    if (wrong !== undefined) return;
    send(() => actions.revokeCohort({ deployment: deployment.name, plan: plan.plan, reason: reason.trim(), typed }));
  };
  const isStepUp = failure?.code === "STEP_UP_REQUIRED";
  const typedError = failure?.fieldErrors?.typed?.[0];
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={`Revoke ${what} of ${plan.hasMoreUsers ? "more than " : ""}${formatCount(plan.users, "user")}`}
      band={<EnvironmentBand deployment={deployment} />}
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" form="revoke-cohort" look="danger" isBusy={isSending}>
            {isSending ? "Starting to revoke" : "Revoke"} {what}
          </Button>
        </>
      }
    >
      <form
        id="revoke-cohort"
        noValidate
        className="space-y-4"
        onSubmit={(event) => {
          event.preventDefault();
          act();
        }}
      >
        <p className="break-words text-13">
          All {plan.what}, in {deployment.label}. They are signed out at their next request. This cannot be undone; they
          can sign in again.
        </p>
        <ReasonField value={reason} onChange={setReason} problem={problem} usual={USUAL_REASONS} />
        {plan.mustType ? (
          <TypedField
            wanted={plan.count}
            hint="The number of sessions of the plan."
            failure={failure}
            value={typed}
            onType={setTyped}
          />
        ) : null}
      </form>
      {isStepUp ? <ConfirmIdentity action="revoke" confirm={actions.confirmIdentity} onConfirmed={act} /> : null}
      {failure === undefined || isStepUp || typedError !== undefined ? null : (
        <div className="mt-4">
          <FailurePanel failure={failure} />
        </div>
      )}
    </Dialog>
  );
}
