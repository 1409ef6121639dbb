"use client";
import { PageCrash } from "#components/feedback/page-crash.tsx";
import { PageFrame } from "#components/shell/page-frame.tsx";

export default function SessionsError({ error, reset }: { error: Error & { digest?: string }; reset: () => void }) {
  return (
    <PageFrame title="Sessions">
      <PageCrash error={error} onRetry={reset} />
    </PageFrame>
  );
}
