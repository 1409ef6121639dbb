import { StatusBadge } from "#components/ui/status-badge.tsx";

/** Whether a part is all there is: "none" is only said when everything was looked at. */
export function PartStatus({ isComplete }: { isComplete: boolean | undefined }) {
  if (isComplete === undefined) return <StatusBadge state="info" word="Looking" isPlain />;
  return <StatusBadge state={isComplete ? "ok" : "warning"} word={isComplete ? "Complete" : "Partial"} isPlain />;
}
