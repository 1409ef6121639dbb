import { ShallowLink } from "#components/ui/shallow-link.tsx";
import { StatusBadge } from "#components/ui/status-badge.tsx";
import { Tooltip } from "#components/ui/tooltip.tsx";
import { formatClock, formatUtc } from "#lib/browser/format-time.ts";
import type { TimelineEvent } from "#lib/timeline/schema.ts";
import { KIND_LOOKS } from "./event-look.tsx";

interface EventListProps {
  events: readonly TimelineEvent[];
  deployment: string;
}

/** Newest first; the exact time in UTC on hover. */
export function EventList({ events, deployment }: EventListProps) {
  return (
    <ol aria-label="Events, the latest first" className="divide-y divide-line border-line border-t">
      {events.map((event) => (
        <EventItem key={event.id} event={event} deployment={deployment} />
      ))}
    </ol>
  );
}

function EventItem({ event, deployment }: { event: TimelineEvent; deployment: string }) {
  const { icon: Icon, word } = KIND_LOOKS[event.kind];
  return (
    <li className="grid grid-cols-[auto_1fr] gap-x-4 gap-y-0.5 px-4 py-2 text-13 sm:grid-cols-[72px_96px_1fr_auto]">
      <Tooltip text={formatUtc(event.at)}>
        <time dateTime={new Date(event.at).toISOString()} className="text-ink-muted tabular-nums">
          {formatClock(event.at)}
        </time>
      </Tooltip>
      <span>
        <StatusBadge state={event.severity} isPlain />
      </span>
      <span className="col-span-2 min-w-0 sm:col-span-1">
        <span className="break-words">{event.title}</span>
        {event.actor === null ? null : <span className="text-ink-muted"> by {event.actor}</span>}
        {event.detail === null ? null : (
          <span className="block break-words text-12 text-ink-muted">{event.detail}</span>
        )}
      </span>
      <span className="col-span-2 flex items-center gap-2 text-12 text-ink-muted sm:col-span-1 sm:justify-end">
        <Icon aria-hidden className="size-3.5 shrink-0" />
        {word}
        {event.instance === null ? null : (
          <ShallowLink
            href={`/${deployment}/overview?instance=${encodeURIComponent(event.instance)}`}
            className="font-mono text-accent-text underline-offset-2 hover:underline"
          >
            {event.instance}
          </ShallowLink>
        )}
      </span>
    </li>
  );
}
