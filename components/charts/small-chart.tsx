"use client";
import { type KeyboardEvent, type ReactNode, useState } from "react";
import { Plot } from "./plot.tsx";

export interface ChartLine {
  name: string;
  /** In a file: snake_case with the unit last. */
  column: string;
  /** null where nothing was measured: the line has a gap there. */
  values: readonly (number | null)[];
  /** A limit, drawn dashed. */
  isLimit?: boolean;
}

export interface SmallChartProps {
  title: string;
  /** Seconds since the epoch. */
  times: readonly number[];
  lines: readonly ChartLine[];
  format: (value: number) => string;
}

export interface ZoomableChartProps extends SmallChartProps {
  /** Both ends of the time axis, in milliseconds since the epoch. */
  fromMs: number;
  untilMs: number;
  /** Moments to mark, in milliseconds since the epoch. */
  marks: readonly number[];
  onZoom: (fromMs: number, untilMs: number) => void;
  onReset: () => void;
  /** True when it did something; `isRepeated` while the key is held down. */
  onKey: (key: string, isRepeated: boolean) => boolean;
  /** Beside the title. */
  action?: ReactNode;
}

/** One measure over time, with its present value in words; the picture is not the only place the number stands. */
export function SmallChart(props: ZoomableChartProps) {
  const { title, times, lines, format, action } = props;
  const [hovered, setHovered] = useState<number>();
  const main = lines.find(({ isLimit }) => isLimit !== true);
  const shownAt = hovered ?? times.length - 1;
  const value = main?.values[shownAt];
  const limit = lines.find(({ isLimit }) => isLimit === true)?.values.at(-1);
  const time = times[shownAt];
  return (
    <figure className="min-w-0 px-4 pt-3 pb-2">
      <figcaption className="flex items-baseline justify-between gap-2">
        <span className="flex items-center gap-1 text-13 text-ink-muted">
          {title}
          {action}
        </span>
        <span className="truncate text-12 text-ink-muted tabular-nums">
          {hovered !== undefined && time !== undefined ? `${clock(time)} · ` : ""}
          <span className="font-semibold text-16 text-ink">
            {value === null || value === undefined ? "–" : format(value)}
          </span>
          {limit === null || limit === undefined ? "" : ` of ${format(limit)}`}
        </span>
      </figcaption>
      {/* biome-ignore lint/a11y/useSemanticElements: a fieldset is for what is filled in. */}
      <div
        role="group"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: without it the keyboard could not zoom.
        tabIndex={0}
        aria-label={`${title}, chart. Plus and minus zoom, the arrows move, Home leads back to the last hour.`}
        onKeyDown={(event) => passKey(event, props.onKey)}
        className="relative mt-1 h-24"
      >
        <Plot {...props} onHover={setHovered} />
      </div>
    </figure>
  );
}

function passKey(event: KeyboardEvent, onKey: ZoomableChartProps["onKey"]): void {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (onKey(event.key, event.repeat)) event.preventDefault();
}

function clock(seconds: number): string {
  return new Date(seconds * 1000).toLocaleTimeString("en-GB", { hour: "2-digit", minute: "2-digit" });
}
