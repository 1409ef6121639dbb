"use client";
import { useQuery } from "@tanstack/react-query";
import { History } from "lucide-react";
import { useEffect, useState } from "react";
import { FailurePanel } from "#components/feedback/failure-panel.tsx";
import { Button } from "#components/ui/button.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { Panel } from "#components/ui/panel.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";
import { formatCount } from "#lib/browser/format-number.ts";
import { formatClock } from "#lib/browser/format-time.ts";
import { useLiveTopology } from "#lib/browser/live-topology.tsx";
import { timelineQuery } from "#lib/browser/timeline-query.ts";
import { toClientFailure } from "#lib/browser/to-client-failure.ts";
import type { Timeline, TimelineEvent } from "#lib/timeline/schema.ts";
import { EventFilters, NO_FILTER, passes } from "./event-filters.tsx";
import { EventList } from "./event-list.tsx";
import { EventTrack } from "./event-track.tsx";

const FIRST_SHOWN = 12;
const MORE_SHOWN = 100;

interface TimelinePanelProps {
  deployment: string;
  fromMs: number;
  untilMs: number;
  /** One instance or sentinel, host:port, in place of the deployment. */
  instance?: string;
}

/** What happened, on the same time axis as the charts. */
export function TimelinePanel({ deployment, fromMs, untilMs, instance }: TimelinePanelProps) {
  const { data, error, refetch, dataUpdatedAt } = useQuery(timelineQuery({ deployment, fromMs, untilMs, instance }));
  useRefetchOnChange(refetch);
  const isStale = data !== undefined && error !== null;
  return (
    <Panel
      title="What happened"
      isFlush
      aside={
        isStale ? (
          <span role="status" className="text-12 text-warning">
            As of {formatClock(dataUpdatedAt)}, reconnecting
          </span>
        ) : null
      }
    >
      {data !== undefined ? (
        <Events timeline={data} deployment={deployment} fromMs={fromMs} untilMs={untilMs} />
      ) : error !== null ? (
        <div className="p-4 pt-0">
          <FailurePanel failure={toClientFailure(error)} onRetry={() => void refetch()} />
        </div>
      ) : (
        <Skeleton className="mx-4 mb-4 h-48" />
      )}
    </Panel>
  );
}

/** What the live picture shows has events that say why. */
function useRefetchOnChange(refetch: () => unknown): void {
  const { topology } = useLiveTopology();
  const seen =
    topology === undefined
      ? undefined
      : [topology.health.state, topology.masterAddress, topology.isFailoverUnderWay].join();
  useEffect(() => {
    if (seen !== undefined) refetch();
  }, [seen, refetch]);
}

interface EventsProps extends Omit<TimelinePanelProps, "instance"> {
  timeline: Timeline;
}

function Events({ timeline: { events, isComplete }, deployment, fromMs, untilMs }: EventsProps) {
  const [filter, setFilter] = useState(NO_FILTER);
  const [picked, setPicked] = useState<readonly TimelineEvent[]>();
  const [most, setMost] = useState(FIRST_SHOWN);
  if (events.length === 0) {
    return (
      <EmptyState icon={<History aria-hidden />} title="Nothing happened in this time">
        Failovers, lost links, restarts, saves, changes of the configuration and the console's own changes appear here.
      </EmptyState>
    );
  }
  const passing = events.filter((event) => passes(event, filter));
  const listed = picked ?? passing;
  const shown = listed.slice(0, most);
  return (
    <>
      <EventTrack events={passing} fromMs={fromMs} untilMs={untilMs} picked={picked} onPick={setPicked} />
      <EventFilters
        events={events}
        filter={filter}
        onChange={(next) => {
          setPicked(undefined);
          setFilter(next);
        }}
      />
      {listed.length === 0 ? (
        <p className="border-line border-t px-4 py-3 text-13 text-ink-muted">
          None of the {formatCount(events.length, "event")} is of this kind and severity.
        </p>
      ) : (
        <EventList events={shown} deployment={deployment} />
      )}
      <footer className="flex flex-wrap items-center justify-between gap-2 border-line border-t px-4 py-2 text-12 text-ink-muted">
        <span>
          {formatCount(shown.length, "event")} of {listed.length}
          {picked === undefined ? "" : ", those of the pressed mark"}
          {isComplete ? "" : ". There were more: choose a shorter time to see the older ones"}
        </span>
        {picked !== undefined ? (
          <Button look="quiet" size="small" onClick={() => setPicked(undefined)}>
            Show all
          </Button>
        ) : shown.length < listed.length ? (
          <Button look="quiet" size="small" onClick={() => setMost(most + MORE_SHOWN)}>
            Show older ones
          </Button>
        ) : null}
      </footer>
    </>
  );
}
