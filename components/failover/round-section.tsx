"use client";
import { useState } from "react";
import { FailurePanel } from "#components/feedback/failure-panel.tsx";
import { usePlan } from "#components/feedback/use-plan.ts";
import { Button } from "#components/ui/button.tsx";
import { Checkbox } from "#components/ui/checkbox.tsx";
import { Panel } from "#components/ui/panel.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";
import { formatCount } from "#lib/browser/format-number.ts";
import type { RoundPlan } from "#lib/rolling/schema.ts";
import { CheckList } from "./check-list.tsx";
import { ConfirmWork } from "./confirm-work.tsx";
import type { SectionProps } from "./switch-section.tsx";

/** The order of a rolling restart, and what speaks against it. */
export function RoundSection({ deployment, actions, onStarted }: SectionProps) {
  const { name } = deployment;
  const [isWithSentinels, setWithSentinels] = useState(false);
  const [isConfirming, setConfirming] = useState(false);
  const { plan, failure, again } = usePlan(
    () => actions.planRound({ deployment: name, isWithSentinels }),
    `${name} ${isWithSentinels}`,
  );
  return (
    <Panel
      title="Restart all instances, one after another"
      aside={
        <Button size="small" onClick={again}>
          Look again
        </Button>
      }
    >
      <div className="space-y-4">
        {/* biome-ignore lint/a11y/noLabelWithoutControl: the checkbox is a component around its input. */}
        <label className="flex items-center gap-2 text-13">
          <Checkbox checked={isWithSentinels} onChange={(event) => setWithSentinels(event.target.checked)} />
          Restart the Sentinels too, one at a time
        </label>
        {failure === undefined ? null : <FailurePanel failure={failure} onRetry={again} />}
        {plan === undefined ? failure === undefined ? <Skeleton className="h-60" /> : null : <Order plan={plan} />}
        <Button look="primary" disabled={plan === undefined || plan.isRefused} onClick={() => setConfirming(true)}>
          Restart one after another …
        </Button>
      </div>
      {plan === undefined || !isConfirming ? null : (
        <ConfirmWork
          deployment={deployment}
          title={`Restart ${formatCount(plan.stops.length, "instance")}`}
          mustType={plan.mustType}
          start={(reason, typed) => actions.startRound({ deployment: name, plan: plan.plan, reason, typed })}
          confirmIdentity={actions.confirmIdentity}
          onStarted={({ jobId }) => onStarted(jobId)}
          onClose={() => setConfirming(false)}
        >
          <p className="text-13">
            Each is of use again before the next goes down: replicas in sync, Sentinels seeing the quorum. It stops at
            the first surprise, can be paused between two steps, and goes on without this page.
          </p>
        </ConfirmWork>
      )}
    </Panel>
  );
}

function Order({ plan: { stops, chosen, checks } }: { plan: RoundPlan }) {
  return (
    <>
      <ol className="list-decimal space-y-1 pl-6 text-13">
        {stops.map((stop) => (
          <li key={stop.name}>
            {stop.role === "master" ? `Fail over to ${chosen ?? "nobody"}, then restart ` : "Restart "}
            {stop.name} at <span className="font-mono">{stop.address}</span>,{" "}
            {stop.role === "master" ? "the old master" : `a ${stop.role}`}
          </li>
        ))}
      </ol>
      <CheckList checks={checks} />
    </>
  );
}
