import type { Undo } from "#lib/undo/schema.ts";
import type { RestoreUndo } from "./restore-undo.ts";
import { UndoNote } from "./undo-note.tsx";

interface DeletionUndoProps {
  deployment: string;
  /** Of the last deletion; undefined before there was one. */
  undo: Undo | undefined;
  restore: RestoreUndo;
  onRestored: () => void;
}

/** The way back, or why there is none. */
export function DeletionUndo({ deployment, undo, restore, onRestored }: DeletionUndoProps) {
  if (undo === undefined) return null;
  return (
    <div className="rounded-large border border-line bg-surface px-4 py-2 text-13">
      {undo.offer === null ? (
        <p className="text-ink-muted">The deletion cannot be undone: {undo.why}.</p>
      ) : (
        <UndoNote
          key={undo.offer.id}
          deployment={deployment}
          offer={undo.offer}
          restore={restore}
          onRestored={onRestored}
        />
      )}
    </div>
  );
}
