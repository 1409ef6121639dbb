"use client";
import { useSearchParams } from "next/navigation";
import { lazy, Suspense } from "react";
import type { DeploymentChoice } from "#components/shell/deployment-choice.ts";
import { Skeleton } from "#components/ui/skeleton.tsx";
import type { RateLimit, ResetLimits } from "#lib/rate-limits/schema.ts";
import type { Result } from "#lib/result.ts";
import { SubjectBox } from "./subject-box.tsx";

const LimitResults = lazy(() => import("./limit-results.tsx").then((module) => ({ default: module.LimitResults })));

export interface LimitActions {
  reset(input: {
    deployment: string;
    limits: Pick<RateLimit, "keyspace" | "key">[];
    reason: string;
  }): Promise<Result<ResetLimits>>;
}

interface LimitsPageProps {
  deployment: DeploymentChoice;
  mayReset: boolean;
  actions: LimitActions;
}

/** One subject's counters, or the board of who is blocked now. */
export function LimitsPage({ deployment, mayReset, actions }: LimitsPageProps) {
  const subject = useSearchParams().get("subject") ?? undefined;
  const go = (wanted: string | undefined) => {
    const query = wanted === undefined ? "" : `?${new URLSearchParams({ subject: wanted })}`;
    // Without a request to the server: the page has all it needs.
    window.history.pushState(null, "", `/${deployment.name}/limits${query}`);
  };
  return (
    <div className="space-y-4">
      <SubjectBox subject={subject ?? ""} onSearch={go} />
      <Suspense fallback={<Skeleton className="h-60" />}>
        <LimitResults
          key={subject}
          deployment={deployment}
          subject={subject}
          mayReset={mayReset}
          actions={actions}
          onSubject={go}
        />
      </Suspense>
    </div>
  );
}
