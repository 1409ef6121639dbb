import { Skeleton } from "#components/ui/skeleton.tsx";

export function ConfigSkeleton() {
  return (
    <div role="status" aria-label="Opening the preview" className="grid gap-4 lg:grid-cols-[22rem_minmax(0,1fr)]">
      <Skeleton className="h-120" />
      <Skeleton className="h-120" />
    </div>
  );
}
