import { ConfirmIdentity } from "#components/feedback/confirm-identity.tsx";
import { FailurePanel } from "#components/feedback/failure-panel.tsx";
import type { Failure, Result } from "#lib/result.ts";

interface JobFailureProps {
  failure: Failure | undefined;
  /** Does again what failed. */
  again: () => void;
  confirmIdentity: (input: { password: string }) => Promise<Result<unknown>>;
}

/** Why a job was not stopped or resumed; where it only takes a password, the field for it. */
export function JobFailure({ failure, again, confirmIdentity }: JobFailureProps) {
  if (failure === undefined) return null;
  return failure.code === "STEP_UP_REQUIRED" ? (
    <ConfirmIdentity action="resume" confirm={confirmIdentity} onConfirmed={again} />
  ) : (
    <FailurePanel failure={failure} />
  );
}
