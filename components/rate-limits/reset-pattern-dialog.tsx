"use client";
import { PlanDialog } from "#components/feedback/plan-dialog.tsx";
import { usePlannedChange } from "#components/feedback/use-planned-change.ts";
import type { DeploymentChoice } from "#components/shell/deployment-choice.ts";
import type { StartedJob } from "#lib/jobs/schema.ts";
import type { Limiter, ResetPlan } from "#lib/rate-limits/schema.ts";
import type { LimitActions } from "./limit-actions.ts";
import { ResetPlanSummary } from "./reset-plan-summary.tsx";

const USUAL_REASONS = ["Wrongly configured limit", "Load test", "Incident over"];

interface ResetPatternDialogProps {
  deployment: DeploymentChoice;
  limiter: Limiter;
  pattern: string;
  actions: LimitActions;
  onClose: () => void;
  onStarted: (job: StartedJob) => void;
}

export function ResetPatternDialog(props: ResetPatternDialogProps) {
  const { deployment, limiter, pattern, actions, onClose, onStarted } = props;
  const { name } = deployment;
  const keyspace = limiter.name;
  const planning = usePlannedChange({
    ask: () => actions.planReset({ deployment: name, keyspace, pattern }),
    key: JSON.stringify([name, keyspace, pattern]),
    carryOut: ({ plan }: ResetPlan, reason, typed) => actions.resetByPattern({ deployment: name, plan, reason, typed }),
    onDone: onStarted,
  });
  return (
    <PlanDialog
      deployment={deployment}
      verb="Reset"
      unit="counter"
      usualReasons={USUAL_REASONS}
      planning={planning}
      confirmIdentity={actions.confirmIdentity}
      onClose={onClose}
    >
      {planning.plan === undefined ? null : <ResetPlanSummary plan={planning.plan} deployment={deployment} />}
    </PlanDialog>
  );
}
