"use client";
import { useState } from "react";
import { ConfirmIdentity } from "#components/feedback/confirm-identity.tsx";
import { FailurePanel } from "#components/feedback/failure-panel.tsx";
import { ReasonField, reasonProblem } from "#components/feedback/reason-field.tsx";
import type { DeploymentChoice } from "#components/shell/deployment-choice.ts";
import { EnvironmentBand } from "#components/shell/environment-band.tsx";
import { Button } from "#components/ui/button.tsx";
import { Dialog } from "#components/ui/dialog.tsx";
import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";
import { formatCount } from "#lib/browser/format-number.ts";
import type { StartedJob } from "#lib/jobs/schema.ts";
import type { CacheActions } from "./cache-actions.ts";
import { FlushPlanSummary } from "./flush-plan-summary.tsx";
import { useFlush } from "./use-flush.ts";

const USUAL_REASONS = ["Release with a new format", "Wrong content", "Free memory"];

interface FlushDialogProps {
  deployment: DeploymentChoice;
  keyspace: string;
  pattern: string;
  actions: CacheActions;
  onClose: () => void;
  onStarted: (job: StartedJob) => void;
}

/** Plan, reason, the number typed: then the job runs on the server, with or without this page. */
export function FlushDialog({ deployment, keyspace, pattern, actions, onClose, onStarted }: FlushDialogProps) {
  const { plan, failure, isStarting, flush } = useFlush({
    deployment: deployment.name,
    keyspace,
    pattern,
    actions,
    onStarted,
  });
  const [reason, setReason] = useState("");
  const [typed, setTyped] = useState("");
  const [problem, setProblem] = useState<string>();
  const what = plan === undefined ? "keys" : formatCount(plan.count, "key");
  const isStepUp = failure?.code === "STEP_UP_REQUIRED";
  const act = () => {
    const wrong = reasonProblem(reason);
    setProblem(wrong);
    if (wrong === undefined && !isStarting) flush(reason.trim(), typed);
  };
  return (
    <Dialog
      isOpen
      isWide
      onClose={onClose}
      title={`Flush ${what}`}
      band={<EnvironmentBand deployment={deployment} />}
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button
            type="submit"
            form="flush"
            look="danger"
            isBusy={isStarting}
            disabled={plan === undefined || plan.count === 0}
          >
            {isStarting ? `Starting to flush ${what}` : `Flush ${what}`}
          </Button>
        </>
      }
    >
      <form
        id="flush"
        noValidate
        className="space-y-4"
        onSubmit={(event) => {
          event.preventDefault();
          act();
        }}
      >
        {plan === undefined ? (
          failure === undefined ? (
            <div role="status" aria-label="Counting the keys" className="space-y-3">
              <Skeleton className="h-5 w-64" />
              <Skeleton className="h-32" />
            </div>
          ) : null
        ) : (
          <>
            <FlushPlanSummary plan={plan} deployment={deployment} />
            {plan.count === 0 ? null : (
              <>
                <ReasonField value={reason} onChange={setReason} problem={problem} usual={USUAL_REASONS} />
                <Field
                  label={`Type ${plan.count} to confirm`}
                  error={failure?.fieldErrors?.typed?.[0]}
                  hint="The number of keys that the plan shows."
                >
                  {(control) => (
                    <Input
                      {...control}
                      inputMode="numeric"
                      autoComplete="off"
                      value={typed}
                      onChange={(event) => setTyped(event.target.value)}
                    />
                  )}
                </Field>
              </>
            )}
          </>
        )}
      </form>
      {isStepUp ? <ConfirmIdentity action="flush" confirm={actions.confirmIdentity} onConfirmed={act} /> : null}
      {failure === undefined || isStepUp || failure.fieldErrors?.typed !== undefined ? null : (
        <div className="mt-4">
          <FailurePanel failure={failure} />
        </div>
      )}
    </Dialog>
  );
}
