import { PageFrame } from "#components/shell/page-frame.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";

export default function SessionsLoading() {
  return (
    <PageFrame title="Sessions">
      <div role="status" aria-label="Opening the page" className="space-y-4">
        <Skeleton className="h-9 w-64" />
        <Skeleton className="h-10" />
        <Skeleton className="h-44" />
      </div>
    </PageFrame>
  );
}
