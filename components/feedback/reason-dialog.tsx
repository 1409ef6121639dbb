"use client";
import { type ReactNode, useId, useState } from "react";
import type { DeploymentChoice } from "#components/shell/deployment-choice.ts";
import { EnvironmentBand } from "#components/shell/environment-band.tsx";
import { Button } from "#components/ui/button.tsx";
import { Dialog } from "#components/ui/dialog.tsx";
import type { Result } from "#lib/result.ts";
import { ConfirmIdentity } from "./confirm-identity.tsx";
import { FailurePanel } from "./failure-panel.tsx";
import { ReasonField, reasonProblem } from "./reason-field.tsx";
import { useSubmit } from "./use-submit.ts";

interface ReasonDialogProps<Done> {
  deployment?: DeploymentChoice;
  title: string;
  /** Verb first. */
  button: string;
  /** In place of the button's words while it works. */
  busyButton?: string;
  look?: "danger" | "primary";
  usualReasons: readonly string[];
  send: (reason: string) => Promise<Result<Done>>;
  onDone: (done: Done) => void;
  onClose: () => void;
  /** Where a fresh proof of identity may be asked for, and what goes on after it. */
  stepUp?: { action: string; confirm: (input: { password: string }) => Promise<Result<unknown>> };
  /** What will happen. */
  children: ReactNode;
}

/** What will happen, and why: then it is done, or said why not. */
export function ReasonDialog<Done>(props: ReasonDialogProps<Done>) {
  const { deployment, title, button, busyButton = button, look = "danger", usualReasons, stepUp, children } = props;
  const [reason, setReason] = useState("");
  const [problem, setProblem] = useState<string>();
  const { failure, isSending, send } = useSubmit(props.onDone);
  const form = useId();
  const isStepUp = stepUp !== undefined && failure?.code === "STEP_UP_REQUIRED";
  const act = () => {
    const wrong = reasonProblem(reason);
    setProblem(wrong);
    if (wrong === undefined) send(() => props.send(reason.trim()));
  };
  return (
    <Dialog
      isOpen
      onClose={props.onClose}
      title={title}
      {...(deployment === undefined ? {} : { band: <EnvironmentBand deployment={deployment} /> })}
      footer={
        <>
          <Button onClick={props.onClose}>Cancel</Button>
          <Button type="submit" form={form} look={look} isBusy={isSending}>
            {isSending ? busyButton : button}
          </Button>
        </>
      }
    >
      <form
        id={form}
        noValidate
        className="space-y-4"
        onSubmit={(event) => {
          event.preventDefault();
          act();
        }}
      >
        {children}
        <ReasonField value={reason} onChange={setReason} problem={problem} usual={usualReasons} />
      </form>
      {isStepUp ? <ConfirmIdentity {...stepUp} onConfirmed={act} /> : null}
      {failure === undefined || isStepUp ? null : (
        <div className="mt-4">
          <FailurePanel failure={failure} />
        </div>
      )}
    </Dialog>
  );
}
