"use client";
import { ChevronLeft, ChevronRight, ZoomIn, ZoomOut } from "lucide-react";
import { Button } from "#components/ui/button.tsx";
import { classNames } from "#components/ui/class-names.ts";
import { IconButton } from "#components/ui/icon-button.tsx";
import { describeRange } from "#lib/browser/describe-range.ts";
import { LAST_HOUR, move, RECENT_HOURS, zoom } from "#lib/browser/time-range.ts";
import type { ShownTime } from "#lib/browser/use-time-range.ts";

/** What dragging does, by buttons: nearer, farther, earlier, later, and the recent hours. */
export function RangeBar({ time }: { time: ShownTime }) {
  const { range, fromMs, untilMs, now, setRange } = time;
  const isAtEnd = untilMs >= now;
  return (
    <fieldset className="flex flex-wrap items-center gap-1 text-12" aria-label="Time range">
      {range.kind === "fixed" ? (
        <span className="mr-2 text-ink-muted tabular-nums">{describeRange(fromMs, untilMs, now)}, not live</span>
      ) : null}
      <IconButton
        label="Earlier"
        icon={<ChevronLeft aria-hidden />}
        onClick={() => setRange(move(time, -1 / 2, now))}
      />
      <IconButton
        label="Later"
        icon={<ChevronRight aria-hidden />}
        disabled={isAtEnd}
        onClick={() => setRange(move(time, 1 / 2, now))}
      />
      <IconButton label="Zoom in" icon={<ZoomIn aria-hidden />} onClick={() => setRange(zoom(time, 1 / 2, now))} />
      <IconButton label="Zoom out" icon={<ZoomOut aria-hidden />} onClick={() => setRange(zoom(time, 2, now))} />
      {RECENT_HOURS.map((hours) => {
        const isCurrent = range.kind === "recent" && range.hours === hours;
        return (
          <Button
            key={hours}
            size="small"
            look="quiet"
            aria-pressed={isCurrent}
            className={classNames(isCurrent && "bg-surface-selected font-semibold")}
            onClick={() => setRange({ kind: "recent", hours })}
          >
            {hours} h
          </Button>
        );
      })}
      {range.kind === "fixed" ? (
        <Button size="small" onClick={() => setRange(LAST_HOUR)}>
          Back to the last hour
        </Button>
      ) : null}
    </fieldset>
  );
}
