import { StatusBadge } from "#components/ui/status-badge.tsx";
import { formatBytes } from "#lib/browser/format-bytes.ts";
import { formatDuration } from "#lib/browser/format-duration.ts";
import { formatCount } from "#lib/browser/format-number.ts";
import type { Published } from "#lib/pubsub/schema.ts";

/** "Received by 3 subscribers in 0.4 ms". */
export function PublishResult({ published }: { published: Published }) {
  const { receivers, instance, replyMs, roundTripMs, roundTripNote, own, bytes } = published;
  const isUnheard = receivers === 0;
  return (
    <div className="rounded-large border border-line bg-surface-sunken px-4 py-3 text-13">
      <p className="flex flex-wrap items-center gap-2 font-medium text-14">
        <StatusBadge
          state={receivers === null || isUnheard ? "warning" : "ok"}
          word={receivers === null ? "Answer lost" : isUnheard ? "Nobody there" : "Published"}
        />
        {receivers === null
          ? "It went out, for the console itself received it; how many others did is not known. It was not sent again."
          : `Received by ${formatCount(receivers, "subscriber")} on ${instance} in ${formatDuration(replyMs ?? 0)}`}
      </p>
      <p className="mt-1 text-ink-muted">
        {formatBytes(bytes)} sent.{" "}
        {roundTripMs === null
          ? `Round trip not measured. ${roundTripNote ?? ""}`
          : `Back at the console's own subscription after ${formatDuration(roundTripMs)}.`}{" "}
        {own === 0 ? "" : `${formatCount(own, "delivery", "deliveries")} to the console itself not counted.`}
        {isUnheard ? " Nobody subscribes to it on the master, by name or by pattern; Redis keeps no messages." : ""}
      </p>
    </div>
  );
}
