"use client";
import { PlanDialog } from "#components/feedback/plan-dialog.tsx";
import { usePlannedChange } from "#components/feedback/use-planned-change.ts";
import type { DeploymentChoice } from "#components/shell/deployment-choice.ts";
import type { FlushPlan } from "#lib/cache/schema.ts";
import type { StartedJob } from "#lib/jobs/schema.ts";
import type { CacheActions } from "./cache-actions.ts";
import { FlushPlanSummary } from "./flush-plan-summary.tsx";

const USUAL_REASONS = ["Release with a new format", "Wrong content", "Free memory"];

interface FlushDialogProps {
  deployment: DeploymentChoice;
  keyspace: string;
  pattern: string;
  actions: CacheActions;
  onClose: () => void;
  onStarted: (job: StartedJob) => void;
}

export function FlushDialog({ deployment, keyspace, pattern, actions, onClose, onStarted }: FlushDialogProps) {
  const { name } = deployment;
  const planning = usePlannedChange({
    ask: () => actions.planFlush({ deployment: name, keyspace, pattern }),
    key: JSON.stringify([name, keyspace, pattern]),
    carryOut: ({ plan, isLarge }: FlushPlan, reason, typed) =>
      (isLarge ? actions.flushLarge : actions.flush)({ deployment: name, plan, reason, typed }),
    onDone: onStarted,
  });
  return (
    <PlanDialog
      deployment={deployment}
      verb="Flush"
      unit="key"
      usualReasons={USUAL_REASONS}
      planning={planning}
      confirmIdentity={actions.confirmIdentity}
      onClose={onClose}
    >
      {planning.plan === undefined ? null : <FlushPlanSummary plan={planning.plan} deployment={deployment} />}
    </PlanDialog>
  );
}
