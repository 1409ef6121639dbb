import { ConfigSkeleton } from "#components/config/config-skeleton.tsx";
import { PageFrame } from "#components/shell/page-frame.tsx";

export default function ConfigLoading() {
  return (
    <PageFrame title="Config">
      <ConfigSkeleton />
    </PageFrame>
  );
}
