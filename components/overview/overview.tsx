"use client";
import { usePathname, useSearchParams } from "next/navigation";
import { lazy, Suspense } from "react";
import { FailurePanel } from "#components/feedback/failure-panel.tsx";
import type { Inspection } from "#components/instance/inspection.ts";
import { useLiveTopology } from "#lib/browser/live-topology.tsx";
import { Freshness } from "./freshness.tsx";
import { HistorySkeleton } from "./history-skeleton.tsx";
import { OverviewSkeleton } from "./overview-skeleton.tsx";
import { StateSummary } from "./state-summary.tsx";
import { TopologyPanel } from "./topology-panel.tsx";

const HistoryPanel = lazy(() => import("./history-panel.tsx").then((module) => ({ default: module.HistoryPanel })));
const InstanceSheet = lazy(() => import("./instance-sheet.tsx").then((module) => ({ default: module.InstanceSheet })));
const LastHour = lazy(() =>
  import("#components/timeline/last-hour.tsx").then((module) => ({ default: module.LastHour })),
);

interface OverviewProps {
  deployment: string;
  inspection: Inspection;
}

export function Overview({ deployment, inspection }: OverviewProps) {
  const { topology, link } = useLiveTopology();
  const path = usePathname();
  const opened = useSearchParams().get("instance");
  const hrefOf = (address: string) => `${path}?instance=${encodeURIComponent(address)}`;

  if (topology === undefined) {
    if (link.kind === "refused" || link.kind === "reconnecting") return <FailurePanel failure={link.failure} />;
    return <OverviewSkeleton />;
  }
  return (
    <>
      <Freshness at={topology.at} link={link} />
      <StateSummary health={topology.health} deployment={deployment} />
      <TopologyPanel topology={topology} hrefOf={hrefOf} />
      <Suspense fallback={<HistorySkeleton />}>
        <HistoryPanel deployment={deployment} />
      </Suspense>
      <Suspense>
        <LastHour deployment={deployment} />
      </Suspense>
      {opened === null ? null : (
        <Suspense>
          <InstanceSheet
            topology={topology}
            inspection={inspection}
            address={opened}
            onClose={() => window.history.pushState(null, "", path)}
          />
        </Suspense>
      )}
    </>
  );
}
