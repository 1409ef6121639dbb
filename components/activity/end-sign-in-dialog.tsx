"use client";
import { ReasonDialog } from "#components/feedback/reason-dialog.tsx";
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
  return (
    <ReasonDialog
      title={`Sign ${signIn.name} out`}
      button={`Sign ${signIn.name} out`}
      usualReasons={USUAL_REASONS}
      send={(reason) => actions.endSignIn({ id: signIn.id, reason })}
      onDone={onEnded}
      onClose={onClose}
      stepUp={{ action: "sign out", confirm: actions.confirmIdentity }}
    >
      <p>The sign-in from {signIn.address} ends at its next request. The person can sign in again.</p>
    </ReasonDialog>
  );
}
