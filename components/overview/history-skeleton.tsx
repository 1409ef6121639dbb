import type { ReactNode } from "react";
import { Panel } from "#components/ui/panel.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";

const PLACES = ["1", "2", "3", "4", "5", "6"];

export function HistorySkeleton() {
  return (
    <Panel title="Measures" isFlush>
      <ChartSkeletons />
    </Panel>
  );
}

export function ChartSkeletons() {
  return (
    <ChartGrid>
      {PLACES.map((place) => (
        <div key={place} className="bg-surface px-4 pt-3 pb-2">
          <Skeleton className="h-6 w-32" />
          <Skeleton className="mt-1 h-24" />
        </div>
      ))}
    </ChartGrid>
  );
}

/** As many columns as its own width has room for; the gaps are the lines. */
export function ChartGrid({ children }: { children: ReactNode }) {
  return (
    <div className="@container overflow-hidden rounded-b-large border-line border-t">
      <div className="grid @5xl:grid-cols-3 @lg:grid-cols-2 gap-px bg-line">{children}</div>
    </div>
  );
}
