import { OverviewSkeleton } from "#components/overview/overview-skeleton.tsx";
import { PageFrame } from "#components/shell/page-frame.tsx";

export default function OverviewLoading() {
  return (
    <PageFrame title="Overview">
      <OverviewSkeleton />
    </PageFrame>
  );
}
