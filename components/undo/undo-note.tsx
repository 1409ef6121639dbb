"use client";
import { Undo2 } from "lucide-react";
import { useState } from "react";
import { useSubmit } from "#components/feedback/use-submit.ts";
import { Button } from "#components/ui/button.tsx";
import { StatusBadge } from "#components/ui/status-badge.tsx";
import { formatDuration } from "#lib/browser/format-duration.ts";
import { formatCount } from "#lib/browser/format-number.ts";
import { useClockText } from "#lib/browser/use-clock.ts";
import type { RestoreReport, Undo } from "#lib/undo/schema.ts";
import type { RestoreUndo } from "./restore-undo.ts";

interface UndoNoteProps {
  deployment: string;
  offer: NonNullable<Undo["offer"]>;
  restore: RestoreUndo;
  onRestored?: () => void;
}

/** The way back from a deletion, as long as there is one; afterwards what came of it. */
export function UndoNote({ deployment, offer, restore, onRestored }: UndoNoteProps) {
  const left = useClockText((now) => (offer.until > now ? formatDuration(offer.until - now) : ""));
  const [report, setReport] = useState<RestoreReport>();
  const { failure, isSending, send } = useSubmit((restored: RestoreReport) => {
    setReport(restored);
    onRestored?.();
  });
  if (report !== undefined) {
    return (
      <p role="status" className="flex flex-wrap items-center gap-2 text-13">
        <RestoredBadge report={report} />
        {describeRestoring(report)}
      </p>
    );
  }
  if (left === "") return null;
  return (
    <div className="flex flex-wrap items-center gap-2 text-13">
      <Button size="small" isBusy={isSending} onClick={() => send(() => restore({ deployment, id: offer.id }))}>
        <Undo2 aria-hidden className="size-3.5" />
        Undo: bring back {formatCount(offer.keys, "key")}
      </Button>
      <span className="text-ink-muted tabular-nums">possible for {left} more</span>
      {failure === undefined ? null : (
        <span role="alert" className="break-words text-critical">
          {failure.message} {failure.advice}
        </span>
      )}
    </div>
  );
}

/** Green only where something came back, nothing was refused, and every replica has it. */
function RestoredBadge({ report: { restored, refused, replicas } }: { report: RestoreReport }) {
  const isWhole = restored > 0 && refused === 0 && replicas.confirmed >= replicas.connected;
  return <StatusBadge state={isWhole ? "ok" : "warning"} word={restored === 0 ? "Not undone" : "Undone"} isPlain />;
}

function describeRestoring({ restored, fresh, expired, refused, replicas }: RestoreReport): string {
  return [
    `${formatCount(restored, "key")} brought back`,
    `confirmed by ${replicas.confirmed} of ${formatCount(replicas.connected, "replica")}`,
    fresh === 0 ? "" : `${fresh} had fresh values already, which were left as they are`,
    expired === 0 ? "" : `${expired} would have ended meanwhile`,
    refused === 0 ? "" : `${refused} were not taken by the server`,
  ]
    .filter((text) => text !== "")
    .join(", ");
}
