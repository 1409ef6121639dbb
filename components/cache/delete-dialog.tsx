"use client";
import { ReasonDialog } from "#components/feedback/reason-dialog.tsx";
import type { DeploymentChoice } from "#components/shell/deployment-choice.ts";
import { OutlookNote } from "#components/undo/outlook-note.tsx";
import { outlookOf } from "#components/undo/outlook-of.ts";
import { formatCount } from "#lib/browser/format-number.ts";
import type { CacheKey, DeletedCacheKeys } from "#lib/cache/schema.ts";
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
  const what = formatCount(keys.length, "key");
  return (
    <ReasonDialog
      deployment={deployment}
      title={`Delete ${what}`}
      button={`Delete ${what}`}
      busyButton={`Deleting ${what}`}
      usualReasons={USUAL_REASONS}
      send={(reason) => deleteKeys({ deployment: deployment.name, keyspace, keys: keys.map(({ key }) => key), reason })}
      onDone={onDeleted}
      onClose={onClose}
    >
      <ul className="space-y-1 font-mono text-13">
        {keys.slice(0, SHOWN).map(({ key, text }) => (
          <li key={key} className="wrap-anywhere">
            {text}
          </li>
        ))}
        {keys.length > SHOWN ? <li className="font-sans text-ink-muted">and {keys.length - SHOWN} more</li> : null}
      </ul>
      <p className="text-13 text-ink-muted">Applications fetch again what they miss, from where it comes from.</p>
      {deployment.undo === undefined ? null : (
        <OutlookNote outlook={outlookOf(deployment.undo, { bytes: keys.map(({ memoryBytes }) => memoryBytes) })} />
      )}
    </ReasonDialog>
  );
}
