"use client";
import { useEffect, useState, useTransition } from "react";
import { FailurePanel } from "#components/feedback/failure-panel.tsx";
import type { DeploymentChoice } from "#components/shell/deployment-choice.ts";
import { EnvironmentBand } from "#components/shell/environment-band.tsx";
import { Button } from "#components/ui/button.tsx";
import { Dialog } from "#components/ui/dialog.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";
import { formatCount } from "#lib/browser/format-number.ts";
import { toClientFailure } from "#lib/browser/to-client-failure.ts";
import type { Failure } from "#lib/result.ts";
import type { Revocation, RevocationPlan, RevocationScope } from "#lib/sessions/schema.ts";
import { ConfirmIdentity } from "./confirm-identity.tsx";
import { PlanSummary } from "./plan-summary.tsx";
import { ReasonField, reasonProblem } from "./reason-field.tsx";
import type { SessionActions } from "./session-actions.ts";

interface RevokeDialogProps {
  deployment: DeploymentChoice;
  scope: RevocationScope;
  actions: SessionActions;
  onClose: () => void;
  onRevoked: (revocation: Revocation, scope: RevocationScope) => void;
}

/** Plan, reason, act. What it did and what is proven stands on the page afterwards. */
export function RevokeDialog({ deployment, scope, actions, onClose, onRevoked }: RevokeDialogProps) {
  const [plan, setPlan] = useState<RevocationPlan>();
  const [failure, setFailure] = useState<Failure>();
  const [reason, setReason] = useState("");
  const [problem, setProblem] = useState<string>();
  const [isRevoking, start] = useTransition();
  const { name } = deployment;

  useEffect(() => {
    let isGone = false;
    actions.planRevocation({ deployment: name, of: scope }).then(
      (result) => {
        if (isGone) return;
        if (result.ok) setPlan(result.data);
        else setFailure(result.error);
      },
      (thrown: unknown) => setFailure(toClientFailure(thrown)),
    );
    return () => {
      isGone = true;
    };
  }, [actions, name, scope]);

  const revoke = () => {
    const wrong = reasonProblem(reason);
    setProblem(wrong);
    if (plan === undefined || wrong !== undefined) return;
    start(async () => {
      setFailure(undefined);
      try {
        const result = await actions.revoke({ deployment: name, plan: plan.plan, reason: reason.trim() });
        if (result.ok) onRevoked(result.data, scope);
        else setFailure(result.error);
      } catch (thrown) {
        setFailure(toClientFailure(thrown));
      }
    });
  };
  const what = plan === undefined ? "sessions" : formatCount(plan.count, "session");
  const isStepUp = failure?.code === "STEP_UP_REQUIRED";

  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={`Revoke ${what}`}
      band={<EnvironmentBand deployment={deployment} />}
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button
            type="submit"
            form="revoke"
            look="danger"
            isBusy={isRevoking}
            disabled={plan === undefined || plan.count === 0}
          >
            {isRevoking ? `Revoking ${what}` : `Revoke ${what}`}
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
          if (!isRevoking) revoke();
        }}
      >
        {plan === undefined ? failure === undefined ? <PlanSkeleton /> : null : (
          <>
            <PlanSummary plan={plan} scope={scope} deployment={deployment} />
            <ReasonField value={reason} onChange={setReason} problem={failure?.fieldErrors?.reason?.[0] ?? problem} />
          </>
        )}
      </form>
      {isStepUp ? <ConfirmIdentity confirm={actions.confirmIdentity} onConfirmed={revoke} /> : null}
      {failure === undefined || isStepUp ? null : (
        <div className="mt-4">
          <FailurePanel failure={failure} />
        </div>
      )}
    </Dialog>
  );
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
