import { PageFrame } from "#components/shell/page-frame.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";

export default function PubsubLoading() {
  return (
    <PageFrame title="Pub/Sub">
      <div role="status" aria-label="Opening the page" className="space-y-4">
        <Skeleton className="h-9" />
        <Skeleton className="h-10" />
        <Skeleton className="h-80" />
      </div>
    </PageFrame>
  );
}
