"use client";
import { type ReactNode, useState } from "react";
import { ConfirmIdentity } from "#components/feedback/confirm-identity.tsx";
import { FailurePanel } from "#components/feedback/failure-panel.tsx";
import { ReasonField, reasonProblem } from "#components/feedback/reason-field.tsx";
import { TypedField } from "#components/feedback/typed-field.tsx";
import { useSubmit } from "#components/feedback/use-submit.ts";
import type { DeploymentChoice } from "#components/shell/deployment-choice.ts";
import { EnvironmentBand } from "#components/shell/environment-band.tsx";
import { Button } from "#components/ui/button.tsx";
import { Dialog } from "#components/ui/dialog.tsx";
import type { StartedJob } from "#lib/jobs/schema.ts";
import type { Result } from "#lib/result.ts";

const USUAL_REASONS = ["Maintenance of the host", "New version", "Rehearsal"];

interface ConfirmWorkProps {
  deployment: DeploymentChoice;
  /** Verb first: it is the dialog's title and its button. */
  title: string;
  mustType: boolean;
  children: ReactNode;
  /** Asked at the last moment; false: it has said itself what is missing. */
  isReady?: () => boolean;
  start: (reason: string, typed: string) => Promise<Result<StartedJob>>;
  confirmIdentity: (input: { password: string }) => Promise<Result<unknown>>;
  onStarted: (job: StartedJob) => void;
  onClose: () => void;
}

/** What will happen, why, and the name where it is asked for: then it is a job that goes on without this page. */
export function ConfirmWork(props: ConfirmWorkProps) {
  const { deployment, title, mustType, children, isReady, start, confirmIdentity, onStarted, onClose } = props;
  const [reason, setReason] = useState("");
  const [typed, setTyped] = useState("");
  const [problem, setProblem] = useState<string>();
  const { failure, isSending, send } = useSubmit(onStarted);
  const isStepUp = failure?.code === "STEP_UP_REQUIRED";
  const act = () => {
    const wrong = reasonProblem(reason);
    setProblem(wrong);
    const isRefused = isReady?.() === false;
    if (wrong === undefined && !isRefused) send(() => start(reason.trim(), typed));
  };
  return (
    <Dialog
      isOpen
      isWide
      onClose={onClose}
      title={title}
      band={<EnvironmentBand deployment={deployment} />}
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" form="confirm-work" look="danger" isBusy={isSending}>
            {title}
          </Button>
        </>
      }
    >
      <form
        id="confirm-work"
        noValidate
        className="space-y-4"
        onSubmit={(event) => {
          event.preventDefault();
          act();
        }}
      >
        {children}
        <ReasonField value={reason} onChange={setReason} problem={problem} usual={USUAL_REASONS} />
        {mustType ? (
          <TypedField
            wanted={deployment.name}
            hint="The name of the deployment."
            failure={failure}
            value={typed}
            onType={setTyped}
          />
        ) : null}
      </form>
      {isStepUp ? <ConfirmIdentity action="go on" confirm={confirmIdentity} onConfirmed={act} /> : null}
      {failure === undefined || isStepUp || failure.fieldErrors?.typed !== undefined ? null : (
        <div className="mt-4">
          <FailurePanel failure={failure} />
        </div>
      )}
    </Dialog>
  );
}
