import { Skeleton } from "#components/ui/skeleton.tsx";

const ROWS = ["1", "2", "3", "4", "5", "6"];

export function TabSkeleton() {
  return (
    <div role="status" aria-label="Asking the instance" className="space-y-2">
      <Skeleton className="h-7 w-48" />
      {ROWS.map((row) => (
        <Skeleton key={row} className="h-9" />
      ))}
    </div>
  );
}
