"use client";
import { X } from "lucide-react";
import { useEffect, useRef } from "react";
import { RevocationResult } from "#components/sessions/revocation-result.tsx";
import { IconButton } from "#components/ui/icon-button.tsx";
import { StatusBadge } from "#components/ui/status-badge.tsx";
import type { RestoreUndo } from "#components/undo/restore-undo.ts";
import { UndoNote } from "#components/undo/undo-note.tsx";
import type { CaseOutcome } from "#lib/cases/schema.ts";
import { describeClearing } from "./describe-clearing.ts";

interface ClearResultProps {
  deployment: string;
  outcome: CaseOutcome;
  restoreUndo: RestoreUndo;
  onRestored: () => void;
  onDismiss: () => void;
}

/** What was done of each part; the proof of the sessions arrives by itself. */
export function ClearResult({ deployment, outcome, restoreUndo, onRestored, onDismiss }: ClearResultProps) {
  const panel = useRef<HTMLElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: each new result takes the focus once.
  useEffect(() => panel.current?.focus(), [outcome]);
  // Of the counters alone: a sign-out is never undone.
  const offer = outcome.limits?.reset?.undo.offer;
  const revocation = outcome.sessions?.revocation ?? undefined;
  return (
    <div className="space-y-2">
      <section
        ref={panel}
        tabIndex={-1}
        aria-label="Result of clearing the case"
        className="rounded-large border border-line bg-surface shadow-panel focus:outline-none"
      >
        <header className="flex min-h-11 items-center justify-between gap-3 py-1 pr-2 pl-4">
          <h2 className="font-semibold text-14">What was done</h2>
          <IconButton label="Dismiss the result" icon={<X aria-hidden />} onClick={onDismiss} />
        </header>
        <ul className="space-y-1.5 px-4 pb-3.5">
          {describeClearing(outcome).map(({ state, word, text }) => (
            <li key={text} className="grid grid-cols-[84px_1fr] items-baseline gap-2 text-13">
              <StatusBadge state={state} isPlain word={word} />
              <span className="break-words">{text}</span>
            </li>
          ))}
        </ul>
        {offer == null ? null : (
          <div className="px-4 pb-3.5">
            <UndoNote
              key={offer.id}
              deployment={deployment}
              offer={offer}
              restore={restoreUndo}
              onRestored={onRestored}
            />
          </div>
        )}
      </section>
      {revocation === undefined ? null : (
        <RevocationResult deployment={deployment} revocation={revocation} onDismiss={onDismiss} />
      )}
    </div>
  );
}
