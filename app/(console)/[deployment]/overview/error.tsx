"use client";
import { PageCrash } from "#components/feedback/page-crash.tsx";
import { PageFrame } from "#components/shell/page-frame.tsx";

export default function OverviewError({ error, reset }: { error: Error & { digest?: string }; reset: () => void }) {
  return (
    <PageFrame title="Overview">
      <PageCrash error={error} onRetry={reset} />
    </PageFrame>
  );
}
