"use client";
import { type RefObject, useEffect, useRef, useState } from "react";
import type uPlot from "uplot";
import { Skeleton } from "#components/ui/skeleton.tsx";
import { chartOptions, type PlotWishes } from "./chart-options.ts";
import type { ChartLine, ZoomableChartProps } from "./small-chart.tsx";

const HEIGHT = 96;

interface PlotProps extends Omit<ZoomableChartProps, "title" | "action" | "onKey"> {
  onHover: (index: number | undefined) => void;
}

/** The canvas; what it shows stands in words around it. */
export function Plot(props: PlotProps) {
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
    <>
      {isReady ? null : <Skeleton className="absolute inset-x-0 top-1 h-20" />}
      <div ref={place} aria-hidden className="absolute inset-0 overflow-hidden text-ink-faint" />
    </>
  );
}

function wishesOf(latest: RefObject<PlotProps>): PlotWishes {
  return {
    lines: latest.current.lines,
    format: (value) => latest.current.format(value),
    ends: () => [latest.current.fromMs / 1000, latest.current.untilMs / 1000],
    marks: () => latest.current.marks.map((mark) => mark / 1000),
    onHover: (index) => latest.current.onHover(index),
    onReset: () => latest.current.onReset(),
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
