"use client";
import { Hourglass } from "lucide-react";
import { lazy, Suspense } from "react";
import type { DeploymentChoice } from "#components/shell/deployment-choice.ts";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";
import type { Limiter } from "#lib/rate-limits/schema.ts";
import { HashedLookUp } from "./hashed-look-up.tsx";
import type { LimitActions, LimitRights } from "./limit-actions.ts";
import { SubjectBox } from "./subject-box.tsx";
import { useLimitQuestion } from "./use-limit-question.ts";

const FoundLimits = lazy(() => import("./found-limits.tsx").then((module) => ({ default: module.FoundLimits })));
const LimitsBoardPanel = lazy(() =>
  import("./limits-board-panel.tsx").then((module) => ({ default: module.LimitsBoardPanel })),
);
const LimiterList = lazy(() => import("./limiter-list.tsx").then((module) => ({ default: module.LimiterList })));

interface LimitsPageProps {
  deployment: DeploymentChoice;
  limiters: readonly Limiter[];
  rights: LimitRights;
  actions: LimitActions;
}

/** One subject's counters across all limiters, or the board of who is blocked now; and how the limiters count. */
export function LimitsPage({ deployment, limiters, rights, actions }: LimitsPageProps) {
  const { question, ask, settle } = useLimitQuestion(deployment.name);
  if (limiters.length === 0) {
    return (
      <EmptyState icon={<Hourglass aria-hidden />} title="No limiter is configured">
        A keyspace of the kind rate-limit in the configuration of {deployment.label} names the keys that a limiter
        writes; its preset knows those of well-known libraries.
      </EmptyState>
    );
  }
  const onSubject = (subject: string) => ask({ kind: "subject", subject });
  return (
    <div className="space-y-4">
      <div className="space-y-2">
        <SubjectBox
          subject={question?.kind === "subject" ? question.subject : ""}
          onSearch={(subject) => ask(subject === undefined ? undefined : { kind: "subject", subject })}
        />
        <HashedLookUp limiters={limiters} question={question?.kind === "hashed" ? question : undefined} onAsk={ask} />
      </div>
      <Suspense fallback={<Skeleton className="h-60" />}>
        {question === undefined ? (
          <LimitsBoardPanel deployment={deployment} rights={rights} actions={actions} onSubject={onSubject} />
        ) : (
          <FoundLimits
            key={JSON.stringify(question)}
            deployment={deployment}
            question={question}
            rights={rights}
            actions={actions}
            onSettled={settle}
            onBoard={() => ask(undefined)}
          />
        )}
        <LimiterList deployment={deployment} limiters={limiters} rights={rights} actions={actions} />
      </Suspense>
    </div>
  );
}
