import { OctagonAlert, RotateCw } from "lucide-react";
import { Button } from "#components/ui/button.tsx";
import { CopyButton } from "#components/ui/copy-button.tsx";
import { goToSignIn } from "#lib/browser/go-to-sign-in.ts";
import type { Failure } from "#lib/result.ts";

interface FailurePanelProps {
  failure: Failure;
  onRetry?: () => void;
}

/** What happened, where, what to do, and the id to quote. */
export function FailurePanel({ failure, onRetry }: FailurePanelProps) {
  return (
    <section role="alert" className="rounded-large border border-critical-solid/40 bg-surface p-4 shadow-panel">
      <div className="flex items-start gap-3">
        <OctagonAlert aria-hidden className="mt-0.5 size-4 shrink-0 text-critical" />
        <div className="min-w-0 flex-1 space-y-2">
          <p className="break-words font-medium">{failure.message}</p>
          <p className="break-words text-13 text-ink-muted">{failure.advice}</p>
          <dl className="flex flex-wrap items-center gap-x-6 gap-y-1 text-12 text-ink-muted">
            <Detail name="Code">
              <a
                href={`/help/errors/${failure.code}`}
                className="font-mono text-accent-text underline underline-offset-2"
              >
                {failure.code}
              </a>
            </Detail>
            {failure.where === undefined ? null : (
              <Detail name="Where">
                <span className="wrap-anywhere font-mono">{failure.where}</span>
              </Detail>
            )}
            {failure.requestId === "" ? null : (
              <Detail name="Request">
                <span className="wrap-anywhere font-mono">{failure.requestId}</span>
                <CopyButton text={failure.requestId} label="Copy request id" />
              </Detail>
            )}
          </dl>
        </div>
        {failure.code === "UNAUTHENTICATED" ? (
          <Button size="small" look="primary" onClick={goToSignIn}>
            Sign in
          </Button>
        ) : null}
        {onRetry === undefined ? null : (
          <Button size="small" onClick={onRetry}>
            <RotateCw aria-hidden className="size-3.5" />
            Try again
          </Button>
        )}
      </div>
    </section>
  );
}

function Detail({ name, children }: { name: string; children: React.ReactNode }) {
  return (
    <div className="flex min-h-6 items-center gap-1.5">
      <dt>{name}</dt>
      <dd className="flex items-center gap-1 text-ink">{children}</dd>
    </div>
  );
}
