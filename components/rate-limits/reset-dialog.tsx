"use client";
import { ReasonDialog } from "#components/feedback/reason-dialog.tsx";
import type { DeploymentChoice } from "#components/shell/deployment-choice.ts";
import { OutlookNote } from "#components/undo/outlook-note.tsx";
import { outlookOf } from "#components/undo/outlook-of.ts";
import { formatCount } from "#lib/browser/format-number.ts";
import type { RateLimit, ResetLimits } from "#lib/rate-limits/schema.ts";
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
  const what = formatCount(limits.length, "counter");
  const held = new Set(limits.flatMap(({ localBlock }) => localBlock ?? []));
  const picked = limits.map(({ keyspace, key }) => ({ keyspace, key }));
  return (
    <ReasonDialog
      deployment={deployment}
      title={`Reset ${what}`}
      button={`Reset ${what}`}
      busyButton={`Resetting ${what}`}
      usualReasons={USUAL_REASONS}
      send={(reason) => reset({ deployment: deployment.name, limits: picked, reason })}
      onDone={onReset}
      onClose={onClose}
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
    </ReasonDialog>
  );
}

function DoomedLimit({ limit: { label, subject, companions } }: { limit: RateLimit }) {
  return (
    <li className="wrap-anywhere">
      {label}: <span className="font-mono">{subject}</span>
      {companions.length === 0 ? null : (
        <span className="block text-12 text-ink-muted">
          with <span className="font-mono">{companions.join(", ")}</span>
        </span>
      )}
    </li>
  );
}
