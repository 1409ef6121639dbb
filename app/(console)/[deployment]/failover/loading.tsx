import { PageFrame } from "#components/shell/page-frame.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";

export default function FailoverLoading() {
  return (
    <PageFrame title="Failover and restart">
      <div role="status" aria-label="Opening the page" className="space-y-4">
        <Skeleton className="h-9" />
        <Skeleton className="h-60" />
      </div>
    </PageFrame>
  );
}
