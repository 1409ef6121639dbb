"use client";
import { Hourglass } from "lucide-react";
import { useState } from "react";
import { FailurePanel } from "#components/feedback/failure-panel.tsx";
import { Freshness } from "#components/overview/freshness.tsx";
import type { DeploymentChoice } from "#components/shell/deployment-choice.ts";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { Panel } from "#components/ui/panel.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";
import { useLimitsBoard } from "#lib/browser/use-limits-board.ts";
import { Basis } from "./basis.tsx";
import { BoardFilter } from "./board-filter.tsx";
import type { LimitActions, LimitRights } from "./limit-actions.ts";
import { LimitTable } from "./limit-table.tsx";
import { ResetFlow, useResetFlow } from "./reset-flow.tsx";

interface LimitsBoardPanelProps {
  deployment: DeploymentChoice;
  rights: LimitRights;
  actions: LimitActions;
  onSubject: (subject: string) => void;
}

/** Who is refused now, and who is nearest to it; it renews itself. */
export function LimitsBoardPanel({ deployment, rights, actions, onSubject }: LimitsBoardPanelProps) {
  const { board, link } = useLimitsBoard(deployment.name);
  const [only, setOnly] = useState<string>();
  const flow = useResetFlow();
  if (board === undefined) {
    if (link.kind === "refused" || link.kind === "reconnecting") return <FailurePanel failure={link.failure} />;
    return <Skeleton className="h-60" />;
  }
  const shown = board.limits.filter(({ keyspace }) => only === undefined || keyspace === only);
  const blocked = board.perLimiter.reduce((sum, one) => sum + one.blocked, 0);
  return (
    <div className="space-y-3">
      <Freshness at={board.at} link={link} />
      <Panel
        title={blocked === 0 ? "Nobody is blocked now" : `Blocked now: ${blocked.toLocaleString("en")}`}
        isFlush
        aside={
          <span className="text-12 text-ink-muted">
            <Basis limits={board} />
          </span>
        }
      >
        <BoardFilter perLimiter={board.perLimiter} only={only} onOnly={setOnly} />
        <ResetFlow flow={flow} deployment={deployment} actions={actions} onReset={() => undefined} />
        {shown.length === 0 ? (
          <EmptyState icon={<Hourglass aria-hidden />} title="Nobody is counted now">
            Here stand the subjects that are blocked or near their limit, as the configured limiters count them.
          </EmptyState>
        ) : (
          <LimitTable
            limits={shown}
            at={board.at}
            onReset={rights.mayReset ? (limit) => flow.begin([limit]) : undefined}
            onSubject={onSubject}
          />
        )}
      </Panel>
    </div>
  );
}
