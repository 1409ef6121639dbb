import { Badge } from "#components/ui/badge.tsx";
import { StatusBadge } from "#components/ui/status-badge.tsx";
import { formatDuration } from "#lib/browser/format-duration.ts";
import { formatCount } from "#lib/browser/format-number.ts";
import { formatUtc } from "#lib/browser/format-time.ts";
import type { Receipt, ReceiptOfInstance } from "#lib/pubsub/schema.ts";

export function ReceiptResult({ receipt }: { receipt: Receipt }) {
  const { instances, at, nonce, channel, receivers, waitedMs } = receipt;
  const arrived = instances.filter(({ arrivedMs }) => arrivedMs !== null).length;
  const verdict = verdictOf(instances);
  return (
    <div className="space-y-3">
      <p className="flex flex-wrap items-center gap-2 font-medium text-14">
        <StatusBadge state={verdict.state} word={verdict.word} />
        {`Arrived on ${arrived} of ${formatCount(instances.length, "instance")}`}
      </p>
      <ul className="divide-y divide-line rounded-large border border-line">
        {instances.map((instance) => (
          <li key={instance.address} className="flex flex-wrap items-center gap-x-3 gap-y-1 px-4 py-2.5 text-13">
            <span className="font-mono">{instance.address}</span>
            <Badge>{instance.role}</Badge>
            <Arrival instance={instance} waitedMs={waitedMs} />
          </li>
        ))}
      </ul>
      <p className="wrap-anywhere text-12 text-ink-muted">
        {nonce} on {channel}, sent from {receipt.sentFrom} at {formatUtc(at)}.{" "}
        {receivers === null
          ? "The answer was lost, so it is not known how many others received it."
          : `${formatCount(receivers, "subscriber")} beside the console received it on the master.`}
      </p>
    </div>
  );
}

/** Where the console could not listen, nobody knows whether it arrived. */
export function verdictOf(instances: readonly Pick<ReceiptOfInstance, "arrivedMs" | "failure">[]) {
  const silent = instances.filter(({ arrivedMs }) => arrivedMs === null);
  if (silent.some(({ failure }) => failure === null)) return { state: "critical", word: "Missing" } as const;
  return silent.length > 0 || instances.length === 0
    ? ({ state: "unknown", word: "Not known everywhere" } as const)
    : ({ state: "ok", word: "Arrived" } as const);
}

function Arrival({ instance, waitedMs }: { instance: ReceiptOfInstance; waitedMs: number }) {
  const { arrivedMs, failure, isLinkUp } = instance;
  if (arrivedMs !== null) return <StatusBadge state="ok" word={`after ${formatDuration(arrivedMs)}`} isPlain />;
  if (failure !== null) {
    return (
      <>
        <StatusBadge state="unknown" word="Not listened" isPlain />
        <span className="text-ink-muted">
          {failure.message} {failure.advice}
        </span>
      </>
    );
  }
  return (
    <>
      <StatusBadge state="critical" word={`Not within ${formatDuration(waitedMs)}`} isPlain />
      {isLinkUp === false ? <span className="text-ink-muted">Its link to the master is down.</span> : null}
    </>
  );
}
