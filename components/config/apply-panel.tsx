"use client";
import Link from "next/link";
import { useRouter } from "next/navigation";
import { useEffect, useRef, useState } from "react";
import { CheckList } from "#components/failover/check-list.tsx";
import { FailurePanel } from "#components/feedback/failure-panel.tsx";
import { usePlan } from "#components/feedback/use-plan.ts";
import type { DeploymentChoice } from "#components/shell/deployment-choice.ts";
import { Button } from "#components/ui/button.tsx";
import { Panel } from "#components/ui/panel.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";
import type { PreviewInput } from "#lib/preview/schema.ts";
import { ApplyOrders } from "./apply-orders.tsx";
import type { ApplyActions } from "./config-page-actions.ts";
import { ConfirmApply } from "./confirm-apply.tsx";

interface ApplyPanelProps {
  deployment: DeploymentChoice;
  input: PreviewInput;
  actions: ApplyActions;
  onClose: () => void;
}

/** What would be set on which instance, as the server plans it; what waits for a restart stands below. */
export function ApplyPanel({ deployment, input, actions, onClose }: ApplyPanelProps) {
  const router = useRouter();
  const [isConfirming, setConfirming] = useState(false);
  const asked = { deployment: input.deployment, environment: input.environment, edits: input.edits };
  const { plan, failure, again } = usePlan(() => actions.plan(asked), JSON.stringify(asked));
  const round = `/${deployment.name}/failover?tab=restart`;
  const top = useRef<HTMLDivElement>(null);
  // It opens above the table whose button was pressed.
  useEffect(() => {
    top.current?.scrollIntoView({ block: "start" });
  }, []);
  return (
    <div ref={top} className="scroll-mt-4">
      <Panel
        title="Apply to running instances"
        aside={
          <span className="flex gap-2">
            <Button size="small" onClick={again}>
              Look again
            </Button>
            <Button size="small" onClick={onClose}>
              Close
            </Button>
          </span>
        }
      >
        <div className="space-y-4">
          {failure === undefined ? null : <FailurePanel failure={failure} onRetry={again} />}
          {plan === undefined ? (
            failure === undefined ? (
              <Skeleton className="h-60" />
            ) : null
          ) : (
            <>
              <ApplyOrders instances={plan.instances} />
              <CheckList checks={plan.checks} />
              {plan.instances.some(({ restart }) => restart.length > 0) ? (
                <p className="text-13">
                  What waits for a restart: deploy the file first, then{" "}
                  <Link className="text-accent-text underline" href={round}>
                    restart one after another
                  </Link>
                  .
                </p>
              ) : null}
            </>
          )}
          <Button look="primary" disabled={plan === undefined || plan.isRefused} onClick={() => setConfirming(true)}>
            Apply to running instances …
          </Button>
        </div>
        {plan === undefined || !isConfirming ? null : (
          <ConfirmApply
            deployment={deployment}
            plan={plan}
            actions={actions}
            onStarted={({ jobId }) => router.push(`${round}&job=${jobId}`)}
            onClose={() => setConfirming(false)}
          />
        )}
      </Panel>
    </div>
  );
}
