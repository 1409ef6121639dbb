import { Button } from "#components/ui/button.tsx";
import { StatusBadge } from "#components/ui/status-badge.tsx";
import { formatCount, formatNumber } from "#lib/browser/format-number.ts";
import type { ResetLimits } from "#lib/rate-limits/schema.ts";

interface ResetOutcomeProps {
  outcome: ResetLimits;
  onDismiss: () => void;
}

/** What is proven of a reset, and what nobody can prove from here. */
export function ResetOutcome({ outcome, onDismiss }: ResetOutcomeProps) {
  const { replicas, localBlocks } = outcome;
  const isProven = replicas.confirmed >= replicas.connected;
  return (
    <div role="status" className="space-y-1.5 border-line border-t bg-surface-sunken px-4 py-3 text-13">
      <div className="flex flex-wrap items-start justify-between gap-x-4 gap-y-2">
        <p className="min-w-0">
          <StatusBadge state={isProven ? "ok" : "warning"} word={isProven ? "Reset" : "Not proven"} />{" "}
          {outcomeWords(outcome)}
        </p>
        <Button size="small" onClick={onDismiss}>
          Dismiss
        </Button>
      </div>
      {localBlocks.map(({ label, text, seconds }) => (
        <p key={label}>
          <StatusBadge state="warning" word={label} isPlain /> {text}
          {seconds === null ? "" : ` That is at most ${formatCount(seconds, "second")}.`}
        </p>
      ))}
    </div>
  );
}

export function outcomeWords(outcome: ResetLimits): string {
  const { reset, alreadyGone, countingAgain, keys, replicas, restarts } = outcome;
  const { confirmed, connected } = replicas;
  return [
    `${formatCount(reset, "counter")} deleted with ${formatCount(keys, "key")} in all`,
    alreadyGone === 0 ? "" : `${formatNumber(alreadyGone)} had ended already`,
    connected === 0
      ? "there is no replica to confirm it"
      : `confirmed by ${confirmed} of ${formatCount(connected, "replica")}`,
    restarts === 0 ? "" : `done again ${formatCount(restarts, "time")} after a failover`,
    countingAgain === 0
      ? "looked at again on the master: nothing is counted now"
      : `looked at again on the master: ${countingAgain === 1 ? "1 counts" : `${formatNumber(countingAgain)} count`} new requests already`,
  ]
    .filter((text) => text !== "")
    .join(", ")
    .concat(confirmed < connected ? ". A failover may bring the counters back; look again." : ".");
}
