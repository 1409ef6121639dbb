import { PageFrame } from "#components/shell/page-frame.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";

export default function CaseLoading() {
  return (
    <PageFrame title="Case">
      <div role="status" aria-label="Opening the page" className="space-y-4">
        <Skeleton className="h-10" />
        <Skeleton className="h-24" />
        <Skeleton className="h-60" />
      </div>
    </PageFrame>
  );
}
