import { Skeleton } from "#components/ui/skeleton.tsx";

const PLACES = ["1", "2", "3", "4", "5", "6"];

/** The page's own shape, so that nothing jumps when the data is there. */
export function OverviewSkeleton() {
  return (
    <div role="status" aria-label="Looking at the deployment" className="space-y-4">
      <div className="rounded-large border border-line bg-surface p-4">
        <Skeleton className="h-7 w-80 max-w-full" />
        <Skeleton className="mt-2 h-4 w-48" />
      </div>
      <div className="rounded-large border border-line bg-surface p-4">
        <Skeleton className="h-5 w-24" />
        <div className="mt-6 flex justify-center gap-8">
          <Skeleton className="h-11 w-42" />
          <Skeleton className="h-11 w-42" />
          <Skeleton className="hidden h-11 w-42 sm:block" />
        </div>
        <Skeleton className="mx-auto mt-14 h-19 w-52" />
        <div className="mt-14 flex justify-center gap-8">
          <Skeleton className="h-19 w-52" />
          <Skeleton className="hidden h-19 w-52 sm:block" />
        </div>
      </div>
      <div className="grid gap-x-8 rounded-large border border-line bg-surface p-4 sm:grid-cols-2 xl:grid-cols-3">
        {PLACES.map((place) => (
          <Skeleton key={place} className="my-2 h-28" />
        ))}
      </div>
    </div>
  );
}
