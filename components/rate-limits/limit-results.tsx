"use client";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Hourglass, RefreshCw } from "lucide-react";
import { lazy, Suspense, useState } from "react";
import { FailurePanel } from "#components/feedback/failure-panel.tsx";
import type { DeploymentChoice } from "#components/shell/deployment-choice.ts";
import { Button } from "#components/ui/button.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { Panel } from "#components/ui/panel.tsx";
import { RelativeTime } from "#components/ui/relative-time.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";
import { showToast } from "#components/ui/toast-store.ts";
import { formatCount } from "#lib/browser/format-number.ts";
import { rateLimitsQuery } from "#lib/browser/rate-limits-query.ts";
import { toClientFailure } from "#lib/browser/to-client-failure.ts";
import type { RateLimit, RateLimits, ResetLimits } from "#lib/rate-limits/schema.ts";
import { LimitTable } from "./limit-table.tsx";
import type { LimitActions } from "./limits-page.tsx";

const ResetDialog = lazy(() => import("./reset-dialog.tsx").then((module) => ({ default: module.ResetDialog })));

interface LimitResultsProps {
  deployment: DeploymentChoice;
  subject: string | undefined;
  mayReset: boolean;
  actions: LimitActions;
  onSubject: (subject: string) => void;
}

export function LimitResults({ deployment, subject, mayReset, actions, onSubject }: LimitResultsProps) {
  const query = rateLimitsQuery(deployment.name, subject);
  const { data, error, isFetching, refetch } = useQuery(query);
  const client = useQueryClient();
  const [doomed, setDoomed] = useState<readonly RateLimit[]>();
  if (error !== null) return <FailurePanel failure={toClientFailure(error)} onRetry={() => void refetch()} />;
  if (data === undefined) return <Skeleton className="h-60" />;
  const onReset = (outcome: ResetLimits) => {
    setDoomed(undefined);
    const { confirmed, connected } = outcome.replicas;
    showToast(
      `${formatCount(outcome.reset, "counter")} reset, confirmed by ${confirmed} of ${formatCount(connected, "replica")}.`,
      confirmed < connected ? "warning" : "ok",
    );
    void client.invalidateQueries({ queryKey: ["rate-limits", deployment.name] });
  };
  return (
    <Panel
      title={subject === undefined ? "Fullest counters" : `Counters of ${subject}`}
      isFlush
      aside={
        <span className="flex flex-wrap items-center gap-3 text-12 text-ink-muted">
          <Basis limits={data} />
          {subject !== undefined && mayReset && data.limits.length > 1 ? (
            <Button size="small" onClick={() => setDoomed(data.limits)}>
              Reset all {data.limits.length} of this subject
            </Button>
          ) : null}
          <Button size="small" isBusy={isFetching} onClick={() => void refetch()}>
            <RefreshCw aria-hidden className="size-3.5" />
            Look again
          </Button>
        </span>
      }
    >
      {data.limits.length === 0 ? (
        <EmptyState
          icon={<Hourglass aria-hidden />}
          title={subject === undefined ? "Nobody is counted now" : `No limiter counts ${subject} now`}
        >
          {subject === undefined
            ? "Here stand the subjects that are blocked or near their limit, as the configured limiters count them."
            : "The subject is free, or the limiters count it by something else: try the user id or the IP address."}
        </EmptyState>
      ) : (
        <LimitTable
          limits={data.limits}
          at={data.at}
          onReset={mayReset ? (limit) => setDoomed([limit]) : undefined}
          onSubject={subject === undefined ? onSubject : undefined}
        />
      )}
      <Suspense>
        {doomed === undefined ? null : (
          <ResetDialog
            deployment={deployment}
            limits={doomed}
            reset={actions.reset}
            onClose={() => setDoomed(undefined)}
            onReset={onReset}
          />
        )}
      </Suspense>
    </Panel>
  );
}

function Basis({ limits: { looked, isComplete, source, at } }: { limits: RateLimits }) {
  return (
    <span>
      {isComplete ? "" : "Part only: "}
      {formatCount(looked, "key")} looked at
      {source === null ? null : (
        <>
          {" "}
          on {source.role} <span className="font-mono">{source.address}</span>
        </>
      )}
      , <RelativeTime at={at} />
    </span>
  );
}
