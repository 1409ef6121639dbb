"use client";
import { type ReactNode, type RefObject, useEffect, useRef, useState } from "react";
import type uPlot from "uplot";
import { Skeleton } from "#components/ui/skeleton.tsx";
import { chartOptions, type PlotWishes } from "./chart-options.ts";

export interface ChartLine {
  name: string;
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

interface ZoomableChartProps extends SmallChartProps {
  /** Both ends of the time axis, in milliseconds since the epoch. */
  fromMs: number;
  untilMs: number;
  /** Moments to mark, in milliseconds since the epoch. */
  marks: readonly number[];
  onZoom: (fromMs: number, untilMs: number) => void;
  /** Beside the title. */
  action?: ReactNode;
}

const HEIGHT = 96;

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
      <Plot {...props} onHover={setHovered} />
    </figure>
  );
}

interface PlotProps extends Omit<ZoomableChartProps, "title" | "action"> {
  onHover: (index: number | undefined) => void;
}

function Plot(props: PlotProps) {
  const { times, lines } = props;
  const place = useRef<HTMLDivElement>(null);
  const plot = useRef<uPlot>(undefined);
  const [isReady, setReady] = useState(false);
  const shape = lines.map(({ name, isLimit }) => `${name}${isLimit === true}`).join();
  const latest = useRef(props);
  useEffect(() => {
    latest.current = props;
    plot.current?.setData(toData(times, lines));
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: only another set of lines needs another plot.
  useEffect(() => {
    const element = place.current;
    if (element === null) return;
    let isGone = false;
    let stop = () => {};
    import("uplot").then(
      ({ default: UPlot }) => {
        if (isGone) return;
        const { times: moments, lines: first } = latest.current;
        const made = new UPlot(chartOptions(element, HEIGHT, wishesOf(latest)), toData(moments, first), element);
        plot.current = made;
        const watcher = new ResizeObserver(() => made.setSize({ width: element.clientWidth, height: HEIGHT }));
        watcher.observe(element);
        const unwatch = watchTheme(() => made.redraw(false, true));
        stop = () => {
          watcher.disconnect();
          unwatch();
          made.destroy();
          plot.current = undefined;
        };
        setReady(true);
      },
      () => setReady(false),
    );
    return () => {
      isGone = true;
      stop();
    };
  }, [shape]);
  return (
    <div aria-hidden className="relative mt-1 h-24">
      {isReady ? null : <Skeleton className="absolute inset-x-0 top-1 h-20" />}
      <div ref={place} className="absolute inset-0 overflow-hidden text-ink-faint" />
    </div>
  );
}

function wishesOf(latest: RefObject<PlotProps>): PlotWishes {
  return {
    lines: latest.current.lines,
    format: (value) => latest.current.format(value),
    ends: () => [latest.current.fromMs / 1000, latest.current.untilMs / 1000],
    marks: () => latest.current.marks.map((mark) => mark / 1000),
    onHover: (index) => latest.current.onHover(index),
    onZoom: (from, until) => latest.current.onZoom(from * 1000, until * 1000),
  };
}

function toData(times: readonly number[], lines: readonly ChartLine[]): uPlot.AlignedData {
  return [[...times], ...lines.map(({ values }) => [...values])];
}

function watchTheme(onChange: () => void): () => void {
  const query = matchMedia("(prefers-color-scheme: dark)");
  query.addEventListener("change", onChange);
  const observer = new MutationObserver(onChange);
  observer.observe(document.documentElement, { attributes: true, attributeFilter: ["data-theme"] });
  return () => {
    query.removeEventListener("change", onChange);
    observer.disconnect();
  };
}

function clock(seconds: number): string {
  return new Date(seconds * 1000).toLocaleTimeString("en-GB", { hour: "2-digit", minute: "2-digit" });
}
