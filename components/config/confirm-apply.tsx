"use client";
import { useId, useState } from "react";
import { ConfirmWork } from "#components/failover/confirm-work.tsx";
import type { DeploymentChoice } from "#components/shell/deployment-choice.ts";
import { Checkbox } from "#components/ui/checkbox.tsx";
import type { ApplyPlan } from "#lib/apply/schema.ts";
import { formatCount } from "#lib/browser/format-number.ts";
import type { StartedJob } from "#lib/jobs/schema.ts";
import type { ApplyActions } from "./config-page-actions.ts";
import { shownValue } from "./shown-value.ts";

interface ConfirmApplyProps {
  deployment: DeploymentChoice;
  plan: ApplyPlan;
  actions: ApplyActions;
  onStarted: (job: StartedJob) => void;
  onClose: () => void;
}

/** What cannot be taken back is said once more, and needs a yes of its own. */
export function ConfirmApply({ deployment, plan, actions, onStarted, onClose }: ConfirmApplyProps) {
  const [isAcknowledged, setAcknowledged] = useState(false);
  const problemId = useId();
  const [isUnanswered, setUnanswered] = useState(false);
  const { instances, mustAcknowledge, mustType } = plan;
  const changing = instances.filter(({ changes }) => changes.length > 0);
  const values = new Set(
    changing.flatMap(({ changes }) => changes.map(({ directive, to }) => `${directive} ${shownValue(directive, to)}`)),
  );
  const isReady = () => {
    const isMissing = mustAcknowledge.length > 0 && !isAcknowledged;
    setUnanswered(isMissing);
    return !isMissing;
  };
  return (
    <ConfirmWork
      deployment={deployment}
      title={`Apply to ${formatCount(changing.length, "instance")}`}
      isReady={isReady}
      mustType={mustType}
      start={(reason, typed) =>
        actions.start({ deployment: deployment.name, plan: plan.plan, reason, typed, isAcknowledged })
      }
      confirmIdentity={actions.confirmIdentity}
      onStarted={onStarted}
      onClose={onClose}
    >
      <ul aria-label="What is set" className="space-y-0.5 font-mono text-13">
        {[...values].map((value) => (
          <li key={value} className="wrap-anywhere">
            {value}
          </li>
        ))}
      </ul>
      <p className="text-13">
        Replicas first, the master last; each value is read back. It stops at the first surprise, says what is set
        where, and goes on without this page.
      </p>
      {mustAcknowledge.length === 0 ? null : (
        <>
          <ul className="list-disc space-y-1 pl-6 text-13 text-critical">
            {mustAcknowledge.map((words) => (
              <li key={words} className="break-words">
                {words}
              </li>
            ))}
          </ul>
          {/* biome-ignore lint/a11y/noLabelWithoutControl: the checkbox is a component around its input. */}
          <label className="flex items-center gap-2 text-13">
            <Checkbox
              checked={isAcknowledged}
              aria-invalid={isUnanswered}
              aria-describedby={isUnanswered ? problemId : undefined}
              onChange={(event) => {
                setAcknowledged(event.target.checked);
                setUnanswered(false);
              }}
            />
            This may happen
          </label>
          {isUnanswered ? (
            <p id={problemId} role="alert" className="text-12 text-critical">
              Say that this may happen, or change the file.
            </p>
          ) : null}
        </>
      )}
    </ConfirmWork>
  );
}
