"use client";
import { useState, useTransition } from "react";
import { ConfirmIdentity } from "#components/feedback/confirm-identity.tsx";
import { FailurePanel } from "#components/feedback/failure-panel.tsx";
import { ReasonField, reasonProblem } from "#components/feedback/reason-field.tsx";
import { Button } from "#components/ui/button.tsx";
import { Dialog } from "#components/ui/dialog.tsx";
import { toClientFailure } from "#lib/browser/to-client-failure.ts";
import type { Failure } from "#lib/result.ts";
import type { SignInSummary } from "#lib/sign-in/schema.ts";
import type { ActivityActions } from "./activity-actions.ts";

const USUAL_REASONS = ["Lost or stolen device", "Left the team", "Suspicious activity"];

interface EndSignInDialogProps {
  signIn: SignInSummary;
  actions: ActivityActions;
  onClose: () => void;
  onEnded: () => void;
}

export function EndSignInDialog({ signIn, actions, onClose, onEnded }: EndSignInDialogProps) {
  const [reason, setReason] = useState("");
  const [problem, setProblem] = useState<string>();
  const [failure, setFailure] = useState<Failure>();
  const [isBusy, start] = useTransition();
  const act = () => {
    const wrong = reasonProblem(reason);
    setProblem(wrong);
    if (wrong !== undefined || isBusy) return;
    start(async () => {
      setFailure(undefined);
      try {
        const result = await actions.endSignIn({ id: signIn.id, reason: reason.trim() });
        if (result.ok) onEnded();
        else setFailure(result.error);
      } catch (thrown) {
        setFailure(toClientFailure(thrown));
      }
    });
  };
  const isStepUp = failure?.code === "STEP_UP_REQUIRED";
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={`Sign ${signIn.name} out`}
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" form="end-sign-in" look="danger" isBusy={isBusy}>
            Sign {signIn.name} out
          </Button>
        </>
      }
    >
      <form
        id="end-sign-in"
        noValidate
        className="space-y-4"
        onSubmit={(event) => {
          event.preventDefault();
          act();
        }}
      >
        <p>The sign-in from {signIn.address} ends at its next request. The person can sign in again.</p>
        <ReasonField value={reason} onChange={setReason} problem={problem} usual={USUAL_REASONS} />
      </form>
      {isStepUp ? <ConfirmIdentity action="sign out" confirm={actions.confirmIdentity} onConfirmed={act} /> : null}
      {failure === undefined || isStepUp ? null : <FailurePanel failure={failure} />}
    </Dialog>
  );
}
