"use client";
import { useQuery } from "@tanstack/react-query";
import { FailurePanel } from "#components/feedback/failure-panel.tsx";
import { CopyButton } from "#components/ui/copy-button.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";
import { StatusBadge } from "#components/ui/status-badge.tsx";
import { checkQueriesQuery } from "#lib/browser/check-queries-query.ts";
import { toClientFailure } from "#lib/browser/to-client-failure.ts";

interface CheckPromqlProps {
  deployment: string;
  check: string;
  instance: string | null;
}

/** A check as Prometheus asks for it, with this instance and the limits of the configuration written in. */
export function CheckPromql({ deployment, check, instance }: CheckPromqlProps) {
  const { data, error, refetch } = useQuery(checkQueriesQuery(deployment, check, instance));
  if (error) return <FailurePanel failure={toClientFailure(error)} onRetry={() => void refetch()} />;
  if (data === undefined) return <Skeleton className="h-8 w-full" />;
  if (data.queries.length === 0) return <p>The configuration sets no limit for this check.</p>;
  return (
    <ul className="space-y-1.5">
      {data.queries.map(({ alert, severity, promql }) => (
        <li key={`${alert} ${severity}`} className="flex items-start gap-2">
          <StatusBadge state={severity} isPlain />
          <code className="min-w-0 break-words font-mono text-12 text-ink">{promql}</code>
          <span className="-mt-1 shrink-0">
            <CopyButton text={promql} label={`Copy PromQL of ${alert}, ${severity}`} />
          </span>
        </li>
      ))}
    </ul>
  );
}
