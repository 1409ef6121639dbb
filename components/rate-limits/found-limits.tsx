"use client";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Hourglass, RefreshCw } from "lucide-react";
import { useEffect } from "react";
import { FailurePanel } from "#components/feedback/failure-panel.tsx";
import type { DeploymentChoice } from "#components/shell/deployment-choice.ts";
import { Button } from "#components/ui/button.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { Panel } from "#components/ui/panel.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";
import { rateLimitsQuery } from "#lib/browser/rate-limits-query.ts";
import { toClientFailure } from "#lib/browser/to-client-failure.ts";
import { Basis } from "./basis.tsx";
import type { LimitActions, LimitRights } from "./limit-actions.ts";
import type { LimitQuestion } from "./limit-address.ts";
import { LimitTable } from "./limit-table.tsx";
import { ResetFlow, useResetFlow } from "./reset-flow.tsx";

interface FoundLimitsProps {
  deployment: DeploymentChoice;
  question: LimitQuestion;
  rights: LimitRights;
  actions: LimitActions;
  onSettled: (question: LimitQuestion, isShareable: boolean) => void;
  onBoard: () => void;
}

/** Everything that is counted of one subject. */
export function FoundLimits(props: FoundLimitsProps) {
  const { deployment, question, rights, actions, onSettled, onBoard } = props;
  const query = rateLimitsQuery(deployment.name, question);
  const { data, error, isFetching, refetch } = useQuery(query);
  const client = useQueryClient();
  const flow = useResetFlow();
  const isShareable = data?.isShareable;
  useEffect(() => {
    if (isShareable !== undefined) onSettled(question, isShareable);
  }, [question, isShareable, onSettled]);
  if (error !== null) return <FailurePanel failure={toClientFailure(error)} onRetry={() => void refetch()} />;
  if (data === undefined) return <Skeleton className="h-60" />;
  const who = question.kind === "subject" ? question.subject : Object.values(question.fields).join(" · ");
  const resettable = data.limits.filter(({ mayReset }) => mayReset);
  return (
    <Panel
      title={isShareable ? `Counters of ${who}` : "Counters of this subject"}
      isFlush
      aside={
        <span className="flex flex-wrap items-center gap-3 text-12 text-ink-muted">
          <Basis limits={data} />
          {rights.mayReset && resettable.length > 1 ? (
            <Button size="small" onClick={() => flow.begin(resettable)}>
              Reset all {resettable.length} of this subject
            </Button>
          ) : null}
          <Button size="small" isBusy={isFetching} onClick={() => void refetch()}>
            <RefreshCw aria-hidden className="size-3.5" />
            Look again
          </Button>
        </span>
      }
    >
      <ResetFlow
        flow={flow}
        deployment={deployment}
        actions={actions}
        onReset={() => void client.invalidateQueries({ queryKey: query.queryKey })}
      />
      {data.limits.length === 0 ? (
        <EmptyState
          icon={<Hourglass aria-hidden />}
          title={`No limiter counts ${isShareable ? who : "this subject"} now`}
        >
          The subject is free, or the limiters count it by something else: try the user id or the IP address.{" "}
          <Button size="small" onClick={onBoard}>
            Show who is blocked
          </Button>
        </EmptyState>
      ) : (
        <LimitTable
          limits={data.limits}
          at={data.at}
          onReset={rights.mayReset ? (limit) => flow.begin([limit]) : undefined}
        />
      )}
    </Panel>
  );
}
