import type { UndoOutlook } from "#lib/undo/schema.ts";

/** Before somebody confirms: whether there will be a way back. */
export function OutlookNote({ outlook }: { outlook: UndoOutlook }) {
  return (
    <p className={`break-words text-13 ${outlook.isPossible ? "text-ink-muted" : "text-warning"}`}>
      {outlook.isPossible ? "It can be undone for ten minutes." : `It cannot be undone: ${outlook.why}.`}
    </p>
  );
}
