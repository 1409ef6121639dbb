"use client";
import { type ReactNode, useState } from "react";
import type { DeploymentChoice } from "#components/shell/deployment-choice.ts";
import { EnvironmentBand } from "#components/shell/environment-band.tsx";
import { Button } from "#components/ui/button.tsx";
import { Dialog } from "#components/ui/dialog.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";
import { formatCount } from "#lib/browser/format-number.ts";
import type { Result } from "#lib/result.ts";
import { ConfirmIdentity } from "./confirm-identity.tsx";
import { FailurePanel } from "./failure-panel.tsx";
import { ReasonField, reasonProblem } from "./reason-field.tsx";
import { TypedField } from "./typed-field.tsx";
import type { PlannedChange } from "./use-planned-change.ts";

interface PlanDialogProps {
  deployment: DeploymentChoice;
  /** "Flush" */
  verb: string;
  /** "key" */
  unit: string;
  usualReasons: readonly string[];
  /** Companions go along, and may be all that there is. */
  planning: PlannedChange<{ count: number; companions?: number }>;
  confirmIdentity: (input: { password: string }) => Promise<Result<unknown>>;
  onClose: () => void;
  /** What the plan says. */
  children: ReactNode;
}

/** Plan, reason, the number typed: then the job runs on the server, with or without this page. */
export function PlanDialog(props: PlanDialogProps) {
  const { deployment, verb, unit, usualReasons, planning, confirmIdentity, onClose, children } = props;
  const { plan, failure, isSending, confirm } = planning;
  const [reason, setReason] = useState("");
  const [typed, setTyped] = useState("");
  const [problem, setProblem] = useState<string>();
  const what = plan === undefined ? `${unit}s` : formatCount(plan.count, unit);
  const isEmpty = plan === undefined || (plan.count === 0 && (plan.companions ?? 0) === 0);
  const isStepUp = failure?.code === "STEP_UP_REQUIRED";
  const act = () => {
    const wrong = reasonProblem(reason);
    setProblem(wrong);
    if (wrong === undefined) confirm(reason.trim(), typed);
  };
  const words = verb.toLowerCase();
  return (
    <Dialog
      isOpen
      isWide
      onClose={onClose}
      title={`${verb} ${what}`}
      band={<EnvironmentBand deployment={deployment} />}
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" form="plan" look="danger" isBusy={isSending} disabled={isEmpty}>
            {isSending ? `Starting to ${words} ${what}` : `${verb} ${what}`}
          </Button>
        </>
      }
    >
      <form
        id="plan"
        noValidate
        className="space-y-4"
        onSubmit={(event) => {
          event.preventDefault();
          act();
        }}
      >
        {plan === undefined && failure === undefined ? (
          <div role="status" aria-label={`Counting the ${unit}s`} className="space-y-3">
            <Skeleton className="h-5 w-64" />
            <Skeleton className="h-32" />
          </div>
        ) : null}
        {children}
        {isEmpty ? null : (
          <>
            <ReasonField value={reason} onChange={setReason} problem={problem} usual={usualReasons} />
            <TypedField
              wanted={plan.count}
              hint={`The number of ${unit}s that the plan shows.`}
              failure={failure}
              value={typed}
              onType={setTyped}
            />
          </>
        )}
      </form>
      {isStepUp ? <ConfirmIdentity action={words} confirm={confirmIdentity} onConfirmed={act} /> : null}
      {failure === undefined || isStepUp || failure.fieldErrors?.typed !== undefined ? null : (
        <div className="mt-4">
          <FailurePanel failure={failure} />
        </div>
      )}
    </Dialog>
  );
}
