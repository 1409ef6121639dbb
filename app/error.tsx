"use client";
import { CentredMessage } from "#components/feedback/centred-message.tsx";
import { PageCrash } from "#components/feedback/page-crash.tsx";

export default function RootError({ error, reset }: { error: Error & { digest?: string }; reset: () => void }) {
  return (
    <CentredMessage title="Redis console">
      <PageCrash error={error} onRetry={reset} />
    </CentredMessage>
  );
}
