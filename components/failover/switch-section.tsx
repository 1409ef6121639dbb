"use client";
import { useState } from "react";
import { FailurePanel } from "#components/feedback/failure-panel.tsx";
import { usePlan } from "#components/feedback/use-plan.ts";
import type { DeploymentChoice } from "#components/shell/deployment-choice.ts";
import { Button } from "#components/ui/button.tsx";
import { Panel } from "#components/ui/panel.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";
import { formatBytes } from "#lib/browser/format-bytes.ts";
import { formatDuration } from "#lib/browser/format-duration.ts";
import type { FailoverPlan } from "#lib/failover/schema.ts";
import { CheckList } from "./check-list.tsx";
import { ConfirmWork } from "./confirm-work.tsx";
import type { FailoverActions } from "./failover-actions.ts";

export interface SectionProps {
  deployment: DeploymentChoice;
  actions: FailoverActions;
  onStarted: (jobId: string) => void;
}

/** Who would take over and why, what speaks against it, and the two ways: the safe one, and the emergency. */
export function SwitchSection({ deployment, actions, onStarted }: SectionProps) {
  const { name } = deployment;
  const { plan, failure, again } = usePlan(() => actions.planFailover({ deployment: name }), name);
  const [mode, setMode] = useState<"safe" | "native">();
  if (failure !== undefined) return <FailurePanel failure={failure} onRetry={again} />;
  if (plan === undefined) return <Skeleton className="h-80" />;
  const isSafe = mode === "safe";
  return (
    <Panel
      title="Fail over to a replica"
      aside={
        <Button size="small" onClick={again}>
          Look again
        </Button>
      }
    >
      <div className="space-y-4">
        <Outlook plan={plan} />
        <CheckList checks={plan.checks} />
        <div className="flex flex-wrap gap-2">
          <Button look="primary" disabled={plan.isRefused} onClick={() => setMode("safe")}>
            Fail over safely …
          </Button>
          <Button disabled={plan.isNativeRefused} onClick={() => setMode("native")}>
            Emergency: fail over at once …
          </Button>
        </div>
      </div>
      {mode === undefined ? null : (
        <ConfirmWork
          deployment={deployment}
          title={isSafe ? `Fail over from ${plan.master}` : "Fail over at once and lose writes"}
          mustType={isSafe ? plan.mustType.safe : plan.mustType.native}
          start={(reason, typed) =>
            (isSafe ? actions.startSafe : actions.startNative)({ deployment: name, plan: plan.plan, reason, typed })
          }
          confirmIdentity={actions.confirmIdentity}
          onStarted={({ jobId }) => onStarted(jobId)}
          onClose={() => setMode(undefined)}
        >
          {isSafe ? <SafeWords plan={plan} /> : <EmergencyWords plan={plan} />}
        </ConfirmWork>
      )}
    </Panel>
  );
}

function Outlook({ plan: { master, chosen, forecast } }: { plan: FailoverPlan }) {
  const behind = forecast.replicas.flatMap((one) => (one.behind === null ? [] : [`not ${one.address}: ${one.behind}`]));
  return (
    <p>
      {chosen === null ? "Nobody would take over" : `${chosen} would take over`} from {master}
      {behind.length === 0 ? "." : ` (${behind.join("; ")}).`}
    </p>
  );
}

function SafeWords({ plan: { master, chosen, lastPauseMs } }: { plan: FailoverPlan }) {
  const expected =
    lastPauseMs === null ? "usually for one to three seconds" : `the last time here for ${formatDuration(lastPauseMs)}`;
  return (
    <ul className="list-disc space-y-1 pl-5 text-13">
      <li>
        Writes on {master} wait, {expected}; reads go on. Redis ends the pause by itself if this console dies.
      </li>
      <li>When every replica has every write, a Sentinel promotes {chosen}.</li>
      <li>{master} becomes its replica, and connections to it are closed, so that clients ask for the master anew.</li>
      <li>No acknowledged write is lost. What is in the way before the switch ends the pause and changes nothing.</li>
    </ul>
  );
}

function EmergencyWords({ plan: { master, forecast } }: { plan: FailoverPlan }) {
  const now = forecast.riskBytes === null ? "" : ` Right now the replica lacks ${formatBytes(forecast.riskBytes)}.`;
  return (
    <div className="rounded-medium border border-critical-solid/40 p-3 text-13">
      <p className="font-medium text-critical">Acknowledged writes will be lost.</p>
      <p className="mt-1">
        Writes are not paused. Until the Sentinels make {master} a replica, some ten seconds after the switch, it takes
        writes and loses them. Measured on a busy deployment: 11 to 14 % of the writes acknowledged meanwhile.{now} Use
        it only when the safe way is barred and the master must go.
      </p>
    </div>
  );
}
