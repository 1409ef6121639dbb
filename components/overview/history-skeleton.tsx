import { Panel } from "#components/ui/panel.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";

const PLACES = ["1", "2", "3", "4", "5", "6"];

export function HistorySkeleton() {
  return (
    <Panel title="Last hour" isFlush>
      <ChartSkeletons />
    </Panel>
  );
}

export function ChartSkeletons() {
  return (
    <div className="grid border-line border-t sm:grid-cols-2 xl:grid-cols-3">
      {PLACES.map((place) => (
        <div key={place} className="px-4 pt-3 pb-2">
          <Skeleton className="h-6 w-32" />
          <Skeleton className="mt-1 h-24" />
        </div>
      ))}
    </div>
  );
}
