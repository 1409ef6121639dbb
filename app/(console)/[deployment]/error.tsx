"use client";
import { PageCrash } from "#components/feedback/page-crash.tsx";
import { PageFrame } from "#components/shell/page-frame.tsx";

export default function DeploymentError({ error, reset }: { error: Error & { digest?: string }; reset: () => void }) {
  return (
    <PageFrame title="Error">
      <PageCrash error={error} onRetry={reset} />
    </PageFrame>
  );
}
