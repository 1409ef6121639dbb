import { StatusBadge } from "#components/ui/status-badge.tsx";
import type { PartFailure } from "#lib/cases/schema.ts";

/** One part could not be looked at; the others stand as they are. */
export function PartFailed({ failure }: { failure: PartFailure }) {
  return (
    <div role="alert" className="space-y-1 px-4 pb-4 text-13">
      <StatusBadge state="critical" word="Not read" isPlain />
      <p className="break-words">{failure.message}</p>
      <p className="break-words text-ink-muted">{failure.advice}</p>
    </div>
  );
}
