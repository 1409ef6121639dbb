"use client";
import { useState, useTransition } from "react";
import { FailurePanel } from "#components/feedback/failure-panel.tsx";
import { ReasonField, reasonProblem } from "#components/feedback/reason-field.tsx";
import type { DeploymentChoice } from "#components/shell/deployment-choice.ts";
import { EnvironmentBand } from "#components/shell/environment-band.tsx";
import { Button } from "#components/ui/button.tsx";
import { Dialog } from "#components/ui/dialog.tsx";
import { OutlookNote } from "#components/undo/outlook-note.tsx";
import { outlookOf } from "#components/undo/outlook-of.ts";
import { formatCount } from "#lib/browser/format-number.ts";
import { toClientFailure } from "#lib/browser/to-client-failure.ts";
import type { RateLimit, ResetLimits } from "#lib/rate-limits/schema.ts";
import type { Failure } from "#lib/result.ts";
import type { LimitActions } from "./limit-actions.ts";

const SHOWN = 5;
const USUAL_REASONS = ["Customer asked for it", "Wrongly blocked", "Load test"];

interface ResetDialogProps {
  deployment: DeploymentChoice;
  limits: readonly RateLimit[];
  reset: LimitActions["reset"];
  onClose: () => void;
  onReset: (outcome: ResetLimits) => void;
}

export function ResetDialog({ deployment, limits, reset, onClose, onReset }: ResetDialogProps) {
  const [reason, setReason] = useState("");
  const [problem, setProblem] = useState<string>();
  const [failure, setFailure] = useState<Failure>();
  const [isResetting, start] = useTransition();
  const what = formatCount(limits.length, "counter");
  const held = new Set(limits.flatMap(({ localBlock }) => localBlock ?? []));
  const act = () => {
    const wrong = reasonProblem(reason);
    setProblem(wrong);
    if (wrong !== undefined || isResetting) return;
    start(async () => {
      setFailure(undefined);
      try {
        const picked = limits.map(({ keyspace, key }) => ({ keyspace, key }));
        const result = await reset({ deployment: deployment.name, limits: picked, reason: reason.trim() });
        if (result.ok) onReset(result.data);
        else setFailure(result.error);
      } catch (thrown) {
        setFailure(toClientFailure(thrown));
      }
    });
  };
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={`Reset ${what}`}
      band={<EnvironmentBand deployment={deployment} />}
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" form="reset-limits" look="danger" isBusy={isResetting}>
            {isResetting ? `Resetting ${what}` : `Reset ${what}`}
          </Button>
        </>
      }
    >
      <form
        id="reset-limits"
        noValidate
        className="space-y-4"
        onSubmit={(event) => {
          event.preventDefault();
          act();
        }}
      >
        <ul className="space-y-1.5 text-13">
          {limits.slice(0, SHOWN).map((limit) => (
            <DoomedLimit key={`${limit.keyspace} ${limit.id}`} limit={limit} />
          ))}
          {limits.length > SHOWN ? <li className="text-ink-muted">and {limits.length - SHOWN} more</li> : null}
        </ul>
        <p className="text-13 text-ink-muted">
          {limits.length === 1 ? "It begins" : "They begin"} at zero again, and the next request is let through.
        </p>
        {[...held].map((text) => (
          <p key={text} className="text-13 text-warning">
            {text}
          </p>
        ))}
        {deployment.undo === undefined ? null : (
          <OutlookNote outlook={outlookOf(deployment.undo, { databases: limits.map(({ db }) => db) })} />
        )}
        <ReasonField value={reason} onChange={setReason} problem={problem} usual={USUAL_REASONS} />
      </form>
      {failure === undefined ? null : (
        <div className="mt-4">
          <FailurePanel failure={failure} />
        </div>
      )}
    </Dialog>
  );
}

function DoomedLimit({ limit: { label, subject, companions } }: { limit: RateLimit }) {
  return (
    <li className="break-all">
      {label}: <span className="font-mono">{subject}</span>
      {companions.length === 0 ? null : (
        <span className="block text-12 text-ink-muted">
          with <span className="font-mono">{companions.join(", ")}</span>
        </span>
      )}
    </li>
  );
}
