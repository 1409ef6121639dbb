"use client";
import { type KeyboardEvent, useEffect, useRef, useState } from "react";
import { PLOT_EDGES } from "#components/charts/chart-options.ts";
import { classNames } from "#components/ui/class-names.ts";
import { STATE_LOOKS } from "#components/ui/state.tsx";
import { Tooltip } from "#components/ui/tooltip.tsx";
import { formatCount } from "#lib/browser/format-number.ts";
import { formatClock } from "#lib/browser/format-time.ts";
import type { TimelineEvent } from "#lib/timeline/schema.ts";
import { clusterEvents, type EventCluster } from "./cluster-events.ts";
import { KIND_LOOKS, worstEvent } from "./event-look.tsx";

const MARK_PX = 24;
/** The charts' figures have it too, at both sides. */
const FIGURE_PADDING_PX = 16;
const EDGES = {
  paddingLeft: FIGURE_PADDING_PX + PLOT_EDGES.leftPx,
  paddingRight: FIGURE_PADDING_PX + PLOT_EDGES.rightPx,
};
/** Before its width has been measured. */
const FIRST_PLACES = 40;

interface EventTrackProps {
  events: readonly TimelineEvent[];
  fromMs: number;
  untilMs: number;
  /** The events of the pressed mark; undefined when it is let go. */
  onPick: (events: readonly TimelineEvent[] | undefined) => void;
  picked: readonly TimelineEvent[] | undefined;
}

/** A mark for each event, or for those that lie close together; its edges are those of the charts' time axis. */
export function EventTrack({ events, fromMs, untilMs, onPick, picked }: EventTrackProps) {
  const axis = useRef<HTMLDivElement>(null);
  const places = usePlaces(axis);
  const clusters = clusterEvents(events, { fromMs, untilMs, places });
  return (
    <div className="border-line border-t py-2" style={EDGES}>
      {/* biome-ignore lint/a11y/useSemanticElements: a fieldset is for what is filled in. */}
      <div ref={axis} role="group" aria-label="Events over time" onKeyDown={moveBetweenMarks} className="relative h-7">
        <span aria-hidden className="absolute inset-x-0 top-1/2 h-px bg-line-strong" />
        {clusters.map((cluster, nth) => (
          <Mark
            key={cluster.place}
            cluster={cluster}
            isLast={nth === clusters.length - 1}
            isPicked={picked !== undefined && cluster.events.some(({ id }) => id === picked[0]?.id)}
            onPick={onPick}
          />
        ))}
      </div>
      <div aria-hidden className="flex justify-between text-12 text-ink-faint tabular-nums">
        <span>{formatClock(fromMs)}</span>
        <span>{formatClock(untilMs)}</span>
      </div>
    </div>
  );
}

interface MarkProps extends Pick<EventTrackProps, "onPick"> {
  cluster: EventCluster;
  isLast: boolean;
  isPicked: boolean;
}

function Mark({ cluster: { place, events }, isLast, isPicked, onPick }: MarkProps) {
  const worst = worstEvent(events);
  if (worst === undefined) return null;
  const Icon = KIND_LOOKS[worst.kind].icon;
  const words = describe(events, worst);
  return (
    <span className="absolute top-0.5 -translate-x-1/2" style={{ left: `${place * 100}%` }}>
      <Tooltip text={words}>
        <button
          type="button"
          // One stop for the tab key; the arrows move on from there.
          tabIndex={isLast ? 0 : -1}
          aria-label={words}
          aria-pressed={isPicked}
          onClick={() => onPick(isPicked ? undefined : events)}
          className={classNames(
            "flex size-6 items-center justify-center rounded-full border bg-surface",
            isPicked ? "border-accent" : "border-line-strong hover:bg-surface-hover",
            STATE_LOOKS[worst.severity].text,
          )}
        >
          {events.length === 1 ? (
            <Icon aria-hidden className="size-3.5" />
          ) : (
            <span className="font-semibold text-12 tabular-nums">{events.length > 99 ? "99+" : events.length}</span>
          )}
        </button>
      </Tooltip>
    </span>
  );
}

function describe(events: readonly TimelineEvent[], worst: TimelineEvent): string {
  const severity = STATE_LOOKS[worst.severity].word;
  const one = `${formatClock(worst.at)} ${severity}: ${worst.title}`;
  if (events.length === 1) return one;
  return `${formatCount(events.length, "event")}. ${one}`;
}

function moveBetweenMarks(event: KeyboardEvent<HTMLElement>): void {
  const step = event.key === "ArrowLeft" ? -1 : event.key === "ArrowRight" ? 1 : 0;
  const marks = [...event.currentTarget.querySelectorAll("button")];
  const next = marks[marks.findIndex((mark) => mark.matches(":focus")) + step];
  if (step === 0 || next === undefined) return;
  event.preventDefault();
  next.focus();
}

function usePlaces(axis: { current: HTMLElement | null }): number {
  const [places, setPlaces] = useState(FIRST_PLACES);
  useEffect(() => {
    const element = axis.current;
    if (element === null || typeof ResizeObserver === "undefined") return;
    const measure = () => setPlaces(Math.max(4, Math.floor(element.clientWidth / MARK_PX)));
    const watcher = new ResizeObserver(measure);
    watcher.observe(element);
    return () => watcher.disconnect();
  }, [axis]);
  return places;
}
