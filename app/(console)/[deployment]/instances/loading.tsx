import { PageFrame } from "#components/shell/page-frame.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";

export default function InstancesLoading() {
  return (
    <PageFrame title="Instances">
      <div role="status" aria-label="Opening the page" className="space-y-4">
        <Skeleton className="h-72" />
        <Skeleton className="h-40" />
      </div>
    </PageFrame>
  );
}
