"use client";
import { buttonStyle } from "#components/ui/button-style.ts";

interface PageCrashProps {
  error: Error & { digest?: string };
  onRetry: () => void;
}

/** For what no page expected; the digest finds it in the server's log. Small, for every page carries it. */
export function PageCrash({ error, onRetry }: PageCrashProps) {
  return (
    <section role="alert" className="space-y-3 rounded-large border border-critical-solid/40 bg-surface p-4">
      <p className="font-medium">This page met an error that it did not expect.</p>
      <p className="text-13 text-ink-muted">
        Try again; if it stays, give this to whoever runs the console:{" "}
        <span className="wrap-anywhere font-mono text-ink">{error.digest ?? error.name}</span>
      </p>
      <button type="button" onClick={onRetry} className={buttonStyle("secondary")}>
        Try again
      </button>
    </section>
  );
}
