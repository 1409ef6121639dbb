"use client";
import { StatusBadge } from "#components/ui/status-badge.tsx";
import type { StreamLink } from "#lib/browser/follow-stream.ts";
import { formatDuration } from "#lib/browser/format-duration.ts";
import { formatCount, formatNumber } from "#lib/browser/format-number.ts";
import { formatClock } from "#lib/browser/format-time.ts";
import type { TailState } from "#lib/browser/tail-state.ts";

const SHOWN_GAPS = 3;
const SHOWN_CHANNELS = 6;

interface TailStatusProps {
  state: TailState;
  link: StreamLink;
  isPaused: boolean;
}

/** Where from, how fast, and what is not shown: nobody should think that a list is all there was. */
export function TailStatus({ state, link, isPaused }: TailStatusProps) {
  const { received, notShown, perSecond, source, gaps, refused, channels } = state;
  return (
    <div className="space-y-2 px-4 pb-3 text-13">
      <p className="flex flex-wrap items-center gap-x-3 gap-y-1 tabular-nums">
        <LinkBadge link={link} isPaused={isPaused} isHearing={gaps[0]?.until !== null || gaps.length === 0} />
        <span>{formatNumber(perSecond)} messages/s</span>
        <span className="text-ink-muted">{formatCount(received, "message")} so far</span>
        {notShown > 0 ? (
          <span className="font-medium text-warning">
            {formatNumber(notShown)} not shown: more came than anybody could read
          </span>
        ) : null}
        {source === undefined ? null : (
          <span className="text-ink-muted">
            heard on the {source.role} <span className="font-mono">{source.address}</span>
          </span>
        )}
      </p>
      {channels.length > 1 ? (
        <p className="text-12 text-ink-muted tabular-nums">
          {channels
            .slice(0, SHOWN_CHANNELS)
            .map(({ channel, perSecond: rate }) => `${channel} ${formatNumber(rate)}/s`)
            .join(" · ")}
          {channels.length > SHOWN_CHANNELS ? ` · and ${channels.length - SHOWN_CHANNELS} more` : ""}
        </p>
      ) : null}
      {gaps.slice(0, SHOWN_GAPS).map((gap) => (
        <p key={gap.from} role="status" className="flex flex-wrap items-center gap-2">
          <StatusBadge state="warning" word={gap.until === null ? "Hears nothing" : "Gap"} />
          {gap.until === null
            ? `Nothing is heard since ${formatClock(gap.from)}. ${gap.reason} It looks for another instance.`
            : `Messages between ${formatClock(gap.from)} and ${formatClock(gap.until)} (${formatDuration(gap.until - gap.from)}) may be missing. ${gap.reason}`}
        </p>
      ))}
      {refused.map(({ name, message, advice }) => (
        <p key={name} role="status" className="flex flex-wrap items-center gap-2">
          <StatusBadge state="critical" word="Not permitted" />
          <span>
            <span className="font-mono">{name}</span>: {message} {advice}
          </span>
        </p>
      ))}
    </div>
  );
}

function LinkBadge({ link, isPaused, isHearing }: { link: StreamLink; isPaused: boolean; isHearing: boolean }) {
  if (link.kind === "connecting") return <StatusBadge state="unknown" word="Connecting" />;
  if (link.kind === "reconnecting") return <StatusBadge state="warning" word="Reconnecting" />;
  if (link.kind !== "live") return <StatusBadge state="critical" word="Ended" />;
  if (!isHearing) return <StatusBadge state="warning" word="Waiting" />;
  return isPaused ? <StatusBadge state="info" word="Paused" /> : <StatusBadge state="ok" word="Live" />;
}
