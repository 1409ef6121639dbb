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
import type { CacheKey, DeletedCacheKeys } from "#lib/cache/schema.ts";
import type { Failure } from "#lib/result.ts";
import type { CacheActions } from "./cache-actions.ts";

const SHOWN = 5;
const USUAL_REASONS = ["Stale after a release", "Wrong content", "Asked for by support"];

interface DeleteDialogProps {
  deployment: DeploymentChoice;
  keyspace: string;
  keys: readonly CacheKey[];
  deleteKeys: CacheActions["deleteKeys"];
  onClose: () => void;
  onDeleted: (deleted: DeletedCacheKeys) => void;
}

export function DeleteDialog({ deployment, keyspace, keys, deleteKeys, onClose, onDeleted }: DeleteDialogProps) {
  const [reason, setReason] = useState("");
  const [problem, setProblem] = useState<string>();
  const [failure, setFailure] = useState<Failure>();
  const [isDeleting, start] = useTransition();
  const what = formatCount(keys.length, "key");
  const act = () => {
    const wrong = reasonProblem(reason);
    setProblem(wrong);
    if (wrong !== undefined || isDeleting) return;
    start(async () => {
      setFailure(undefined);
      try {
        const result = await deleteKeys({
          deployment: deployment.name,
          keyspace,
          keys: keys.map(({ key }) => key),
          reason: reason.trim(),
        });
        if (result.ok) onDeleted(result.data);
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
      title={`Delete ${what}`}
      band={<EnvironmentBand deployment={deployment} />}
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" form="delete-keys" look="danger" isBusy={isDeleting}>
            {isDeleting ? `Deleting ${what}` : `Delete ${what}`}
          </Button>
        </>
      }
    >
      <form
        id="delete-keys"
        noValidate
        className="space-y-4"
        onSubmit={(event) => {
          event.preventDefault();
          act();
        }}
      >
        <ul className="space-y-1 font-mono text-13">
          {keys.slice(0, SHOWN).map(({ key, text }) => (
            <li key={key} className="break-all">
              {text}
            </li>
          ))}
          {keys.length > SHOWN ? <li className="font-sans text-ink-muted">and {keys.length - SHOWN} more</li> : null}
        </ul>
        <p className="text-13 text-ink-muted">Applications fetch again what they miss, from where it comes from.</p>
        {deployment.undo === undefined ? null : (
          <OutlookNote outlook={outlookOf(deployment.undo, { bytes: keys.map(({ memoryBytes }) => memoryBytes) })} />
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
