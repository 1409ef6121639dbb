"use client";
import { LimitTable } from "#components/rate-limits/limit-table.tsx";
import { ResetFlow, useResetFlow } from "#components/rate-limits/reset-flow.tsx";
import type { DeploymentChoice } from "#components/shell/deployment-choice.ts";
import { Panel } from "#components/ui/panel.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";
import type { CaseState } from "#lib/browser/case-state.ts";
import type { CaseLimits } from "#lib/cases/schema.ts";
import type { RateLimit } from "#lib/rate-limits/schema.ts";
import type { CaseActions } from "./case-actions.ts";
import { PartFailed } from "./part-failed.tsx";
import { PartStatus } from "./part-status.tsx";

interface CaseLimitsPanelProps {
  deployment: DeploymentChoice;
  state: CaseState;
  actions: CaseActions;
  onChanged: () => void;
}

export function CaseLimitsPanel({ deployment, state, actions, onChanged }: CaseLimitsPanelProps) {
  const { limits: part, phase } = state;
  const flow = useResetFlow();
  if (part === undefined && phase !== "looking") return null;
  return (
    <Panel title="Rate limits" isFlush aside={<PartStatus isComplete={part?.limits?.isComplete} />}>
      {part === undefined ? <Skeleton className="mx-4 mb-4 h-16" /> : null}
      {part?.failure == null ? null : <PartFailed failure={part.failure} />}
      {part?.limits == null ? null : <Counters limits={part.limits} onReset={(limit) => flow.begin([limit])} />}
      <ResetFlow flow={flow} deployment={deployment} actions={actions} onReset={onChanged} />
    </Panel>
  );
}

function Counters({ limits, onReset }: { limits: CaseLimits; onReset: (limit: RateLimit) => void }) {
  const { own, shared, at, isComplete } = limits;
  return (
    <>
      {own.length === 0 ? (
        <p className="px-4 pb-3 text-13 text-ink-muted">
          {isComplete
            ? "No limiter counts this person by name now."
            : "None found so far; not everything was looked at."}
        </p>
      ) : (
        <LimitTable limits={own} at={at} onReset={onReset} />
      )}
      {shared.length === 0 ? null : (
        <>
          <h3 className="border-line border-t px-4 pt-3 pb-1 font-semibold text-13">
            Counted by address: others may share it
          </h3>
          <LimitTable limits={shared} at={at} onReset={onReset} />
        </>
      )}
    </>
  );
}
