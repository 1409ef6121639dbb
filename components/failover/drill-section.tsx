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
import { formatCount } from "#lib/browser/format-number.ts";
import type { DrillList, FailoverMode } from "#lib/failover/schema.ts";
import { ConfirmWork } from "./confirm-work.tsx";
import type { SectionProps } from "./switch-section.tsx";

const TITLES = {
  safe: "Rehearse a safe failover",
  native: "Rehearse the Sentinels' own failover",
  stop: "Take the master away",
} as const satisfies Record<FailoverMode, string>;

const WORDS = {
  safe: "The master is really switched; writes of applications wait for a moment, and none is lost.",
  native:
    "The master is really switched without a pause: writes of applications that are acknowledged meanwhile may be lost.",
  stop: "The master is stopped by its script. Until the Sentinels have noticed, elected one of them and promoted a replica, nothing is written; how long each of these takes is measured. Then it is started again and becomes a replica, whatever came of it.",
} as const satisfies Record<FailoverMode, string>;

const WAYS = { safe: "Safe", native: "Sentinels' own", stop: "Master taken away" } as const satisfies Record<
  FailoverMode,
  string
>;

/** Rehearsals under a writer of the console's own, and what the earlier ones measured. */
export function DrillSection({ deployment, actions, onStarted }: SectionProps) {
  const { name, environment } = deployment;
  const { plan, failure, again } = usePlan(() => actions.listDrills({ deployment: name }), name);
  const [mode, setMode] = useState<FailoverMode>();
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
          <Button disabled={environment.production} onClick={() => setMode("stop")}>
            Take the master away …
          </Button>
        </div>
        {failure === undefined ? null : <FailurePanel failure={failure} onRetry={again} />}
      </div>
      {plan === undefined ? failure === undefined ? <Skeleton className="m-4 h-24" /> : null : <Drills list={plan} />}
      {mode === undefined ? null : (
        <ConfirmWork
          deployment={deployment}
          title={TITLES[mode]}
          mustType={mode !== "safe"}
          start={(reason, typed) => actions.runDrill({ deployment: name, mode, reason, typed })}
          confirmIdentity={actions.confirmIdentity}
          onStarted={({ jobId }) => onStarted(jobId)}
          onClose={() => setMode(undefined)}
        >
          <p className="text-13">{WORDS[mode]}</p>
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
          <HeadCell isNumber>Detected after</HeadCell>
          <HeadCell isNumber>Election</HeadCell>
          <HeadCell isNumber>Promotion</HeadCell>
          <HeadCell isNumber>Longest wait of the writer</HeadCell>
          <HeadCell isNumber>Acknowledged</HeadCell>
          <HeadCell isNumber>Lost</HeadCell>
          <HeadCell isNumber>Unknown</HeadCell>
        </>
      }
    >
      {drills.map(({ id, at, userName, report: { failover, canary, times } }) => (
        <tr key={id}>
          <Cell className="whitespace-nowrap">
            <RelativeTime at={at} />, {userName}
          </Cell>
          <Cell className="whitespace-nowrap">{WAYS[failover.mode]}</Cell>
          <Cell className="font-mono">{failover.to}</Cell>
          <Cell isNumber>{duration(times?.odownMs)}</Cell>
          <Cell isNumber>{duration(times?.electionMs)}</Cell>
          <Cell isNumber>{duration(times?.promotionMs)}</Cell>
          <Cell isNumber>{formatDuration(canary.longestGapMs)}</Cell>
          <Cell isNumber>{formatCount(canary.acknowledged, "write")}</Cell>
          <Cell isNumber>{formatCount(canary.lost, "write")}</Cell>
          <Cell isNumber>{formatCount(canary.unknown, "write")}</Cell>
        </tr>
      ))}
    </Table>
  );
}

/** Where nobody had to notice, or it was not heard, there is none. */
function duration(ms: number | null | undefined): string {
  return ms == null ? "–" : formatDuration(ms);
}
