"use client";
import { useState } from "react";
import { ConfirmIdentity } from "#components/feedback/confirm-identity.tsx";
import { FailurePanel } from "#components/feedback/failure-panel.tsx";
import { ReasonField, reasonProblem } from "#components/feedback/reason-field.tsx";
import { SlowHint } from "#components/feedback/slow-hint.tsx";
import { usePlannedChange } from "#components/feedback/use-planned-change.ts";
import type { DeploymentChoice } from "#components/shell/deployment-choice.ts";
import { EnvironmentBand } from "#components/shell/environment-band.tsx";
import { Button } from "#components/ui/button.tsx";
import { Dialog } from "#components/ui/dialog.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";
import { formatCount } from "#lib/browser/format-number.ts";
import type { Revocation, RevocationPlan, RevocationScope } from "#lib/sessions/schema.ts";
import { PlanSummary } from "./plan-summary.tsx";
import type { SessionActions } from "./session-actions.ts";

const USUAL_REASONS = ["User asked for it", "Lost or stolen device", "Suspicious activity"];

interface RevokeDialogProps {
  deployment: DeploymentChoice;
  scope: RevocationScope;
  actions: Omit<SessionActions, "revokeCohort">;
  onClose: () => void;
  onRevoked: (revocation: Revocation, scope: RevocationScope) => void;
}

/** Plan, reason, act. What it did and what is proven stands on the page afterwards. */
export function RevokeDialog({ deployment, scope, actions, onClose, onRevoked }: RevokeDialogProps) {
  const { plan, failure, isSending, confirm } = usePlannedChange({
    ask: () => actions.planRevocation({ deployment: deployment.name, of: scope }),
    key: JSON.stringify([deployment.name, scope]),
    carryOut: ({ plan: sealed, isLarge }, why) =>
      (isLarge ? actions.revokeMany : actions.revoke)({ deployment: deployment.name, plan: sealed, reason: why }),
    onDone: (revocation) => onRevoked(revocation, scope),
  });
  const [reason, setReason] = useState("");
  const [problem, setProblem] = useState<string>();
  const act = () => {
    const wrong = reasonProblem(reason);
    setProblem(wrong);
    if (wrong === undefined) confirm(reason.trim());
  };
  const [verb, going, thing] = words(plan);
  const what = plan === undefined ? "sessions" : formatCount(plan.count, thing);
  const isStepUp = failure?.code === "STEP_UP_REQUIRED";

  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={`${verb} ${what}`}
      band={<EnvironmentBand deployment={deployment} />}
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button
            type="submit"
            form="revoke"
            look="danger"
            isBusy={isSending}
            disabled={plan === undefined || plan.count === 0}
          >
            {`${isSending ? going : verb} ${what}`}
          </Button>
        </>
      }
    >
      <form
        id="revoke"
        noValidate
        className="space-y-4"
        onSubmit={(event) => {
          event.preventDefault();
          act();
        }}
      >
        {plan === undefined ? (
          failure === undefined ? (
            <PlanSkeleton />
          ) : null
        ) : (
          <>
            <PlanSummary plan={plan} scope={scope} deployment={deployment} />
            <ReasonField
              value={reason}
              onChange={setReason}
              problem={failure?.fieldErrors?.reason?.[0] ?? problem}
              usual={USUAL_REASONS}
            />
          </>
        )}
      </form>
      <SlowHint isBusy={isSending} />
      {isStepUp ? <ConfirmIdentity action="revoke" confirm={actions.confirmIdentity} onConfirmed={act} /> : null}
      {failure === undefined || isStepUp ? null : (
        <div className="mt-4">
          <FailurePanel failure={failure} />
        </div>
      )}
    </Dialog>
  );
}

/** Where deleting a key signs nobody out, no button says that it does. */
function words(plan: RevocationPlan | undefined): [verb: string, going: string, thing: string] {
  if (plan?.isAuthoritative === false) return ["Delete", "Deleting", "session key"];
  return ["Revoke", "Revoking", "session"];
}

function PlanSkeleton() {
  return (
    <div role="status" aria-label="Counting the sessions" className="space-y-3">
      <Skeleton className="h-5 w-64" />
      <Skeleton className="h-9" />
      <Skeleton className="h-9" />
      <Skeleton className="h-9" />
    </div>
  );
}
