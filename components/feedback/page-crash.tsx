"use client";
import { FailurePanel } from "#components/feedback/failure-panel.tsx";

interface PageCrashProps {
  error: Error & { digest?: string };
  onRetry: () => void;
}

/** For what no page expected; the digest finds it in the server's log. */
export function PageCrash({ error, onRetry }: PageCrashProps) {
  return (
    <FailurePanel
      onRetry={onRetry}
      failure={{
        code: "INTERNAL",
        message: "This page met an error that it did not expect.",
        advice: "Try again; if it stays, give the request id to whoever runs the console.",
        requestId: error.digest ?? "",
      }}
    />
  );
}
