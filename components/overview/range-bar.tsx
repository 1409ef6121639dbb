"use client";
import { ChevronLeft, ChevronRight, ZoomIn, ZoomOut } from "lucide-react";
import { Button } from "#components/ui/button.tsx";
import { classNames } from "#components/ui/class-names.ts";
import { IconButton } from "#components/ui/icon-button.tsx";
import { LAST_HOUR, RECENT_HOURS, stretch } from "#lib/browser/time-range.ts";
import type { useTimeRange } from "#lib/browser/use-time-range.ts";

/** What dragging does, by buttons: nearer, farther, earlier, later, and the recent hours. */
export function RangeBar({ time }: { time: ReturnType<typeof useTimeRange> }) {
  const { range, fromMs, untilMs, now, setRange } = time;
  const width = untilMs - fromMs;
  const show = (from: number, until: number) => setRange(stretch(from, until, now));
  const isAtEnd = untilMs >= now;
  return (
    <fieldset className="flex flex-wrap items-center gap-1 text-12" aria-label="Time range">
      {range.kind === "fixed" ? (
        <span className="mr-2 text-ink-muted">
          {written(fromMs)} to {written(untilMs)}, not live
        </span>
      ) : null}
      <IconButton
        label="Earlier"
        icon={<ChevronLeft aria-hidden />}
        onClick={() => show(fromMs - width / 2, untilMs - width / 2)}
      />
      <IconButton
        label="Later"
        icon={<ChevronRight aria-hidden />}
        disabled={isAtEnd}
        onClick={() => show(fromMs + width / 2, untilMs + width / 2)}
      />
      <IconButton
        label="Zoom in"
        icon={<ZoomIn aria-hidden />}
        onClick={() => show(fromMs + width / 4, untilMs - width / 4)}
      />
      <IconButton
        label="Zoom out"
        icon={<ZoomOut aria-hidden />}
        onClick={() => show(fromMs - width / 2, untilMs + width / 2)}
      />
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
          Back to live
        </Button>
      ) : null}
    </fieldset>
  );
}

function written(at: number): string {
  return new Date(at).toLocaleString("en-GB", { day: "numeric", month: "short", hour: "2-digit", minute: "2-digit" });
}
