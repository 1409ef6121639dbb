"use client";
import { FlaskConical } from "lucide-react";
import { useState } from "react";
import { FailurePanel } from "#components/feedback/failure-panel.tsx";
import { usePlan } from "#components/feedback/use-plan.ts";
import { Button } from "#components/ui/button.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { Panel } from "#components/ui/panel.tsx";
import { RelativeTime } from "#components/ui/relative-time.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";
import { Cell, HeadCell, Table } from "#components/ui/table.tsx";
import { formatDuration } from "#lib/browser/format-duration.ts";
import { formatNumber } from "#lib/browser/format-number.ts";
import type { DrillList } from "#lib/failover/schema.ts";
import { ConfirmWork } from "./confirm-work.tsx";
import type { SectionProps } from "./switch-section.tsx";

/** Rehearsals under a writer of the console's own, and what the earlier ones measured. */
export function DrillSection({ deployment, actions, onStarted }: SectionProps) {
  const { name, environment } = deployment;
  const { plan, failure, again } = usePlan(() => actions.listDrills({ deployment: name }), name);
  const [mode, setMode] = useState<"safe" | "native">();
  return (
    <Panel title="Rehearse a failover" isFlush>
      <div className="space-y-3 px-4 pb-4">
        <p className="text-13">
          {environment.production
            ? "This deployment is marked as production: a drill is not run here."
            : "A writer of the console's own writes keys redis-console:drill:… while the master is switched, and counts what an application would meet."}
        </p>
        <div className="flex flex-wrap gap-2">
          <Button look="primary" disabled={environment.production} onClick={() => setMode("safe")}>
            Rehearse the safe way …
          </Button>
          <Button disabled={environment.production} onClick={() => setMode("native")}>
            Rehearse the Sentinels' own way …
          </Button>
        </div>
        {failure === undefined ? null : <FailurePanel failure={failure} onRetry={again} />}
      </div>
      {plan === undefined ? failure === undefined ? <Skeleton className="m-4 h-24" /> : null : <Drills list={plan} />}
      {mode === undefined ? null : (
        <ConfirmWork
          deployment={deployment}
          title={mode === "safe" ? "Rehearse a safe failover" : "Rehearse the Sentinels' own failover"}
          mustType={false}
          start={(reason) => actions.runDrill({ deployment: name, mode, reason })}
          confirmIdentity={actions.confirmIdentity}
          onStarted={({ jobId }) => onStarted(jobId)}
          onClose={() => setMode(undefined)}
        >
          <p className="text-13">
            {mode === "safe"
              ? "The master is really switched; writes of applications wait for a moment, and none is lost."
              : "The master is really switched without a pause: writes of applications that are acknowledged meanwhile may be lost."}
          </p>
        </ConfirmWork>
      )}
    </Panel>
  );
}

function Drills({ list: { drills } }: { list: DrillList }) {
  if (drills.length === 0) {
    return (
      <EmptyState icon={<FlaskConical aria-hidden />} title="No drill yet">
        Each drill stands here with what it measured, to be compared with the next.
      </EmptyState>
    );
  }
  return (
    <Table
      caption="Drills, the newest first"
      head={
        <>
          <HeadCell>When</HeadCell>
          <HeadCell>Way</HeadCell>
          <HeadCell>To</HeadCell>
          <HeadCell>Promoted after</HeadCell>
          <HeadCell>Longest wait of the writer</HeadCell>
          <HeadCell>Acknowledged</HeadCell>
          <HeadCell>Lost</HeadCell>
          <HeadCell>Unknown</HeadCell>
        </>
      }
    >
      {drills.map(({ id, at, userName, report: { failover, canary } }) => (
        <tr key={id}>
          <Cell className="whitespace-nowrap">
            <RelativeTime at={at} />, {userName}
          </Cell>
          <Cell>{failover.mode === "safe" ? "Safe" : "Sentinels' own"}</Cell>
          <Cell className="font-mono">{failover.to}</Cell>
          <Cell>{failover.promotedMs === null ? "not known" : formatDuration(failover.promotedMs)}</Cell>
          <Cell>{formatDuration(canary.longestGapMs)}</Cell>
          <Cell>{formatNumber(canary.acknowledged)} writes</Cell>
          <Cell>{formatNumber(canary.lost)} writes</Cell>
          <Cell>{formatNumber(canary.unknown)} writes</Cell>
        </tr>
      ))}
    </Table>
  );
}
