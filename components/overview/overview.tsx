"use client";
import { usePathname, useSearchParams } from "next/navigation";
import { lazy, Suspense } from "react";
import { FailurePanel } from "#components/feedback/failure-panel.tsx";
import type { Inspection } from "#components/instance/inspection.ts";
import { Skeleton } from "#components/ui/skeleton.tsx";
import { useLiveTopology } from "#lib/browser/live-topology.tsx";
import { Freshness } from "./freshness.tsx";
import { HistorySkeleton } from "./history-skeleton.tsx";
import { OverviewSkeleton } from "./overview-skeleton.tsx";
import { StateSummary } from "./state-summary.tsx";
import { TopologyPanel } from "./topology-panel.tsx";

const HistoryPanel = lazy(() => import("./history-panel.tsx").then((module) => ({ default: module.HistoryPanel })));
const ForecastPanel = lazy(() =>
  import("#components/sentinel/forecast-panel.tsx").then((module) => ({ default: module.ForecastPanel })),
);
const InstanceSheet = lazy(() => import("./instance-sheet.tsx").then((module) => ({ default: module.InstanceSheet })));
const TimelineOfRange = lazy(() =>
  import("#components/timeline/timeline-of-range.tsx").then((module) => ({ default: module.TimelineOfRange })),
);

interface OverviewProps {
  deployment: string;
  inspection: Inspection;
}

export function Overview({ deployment, inspection }: OverviewProps) {
  const { topology, link } = useLiveTopology();
  const path = usePathname();
  const params = useSearchParams();
  const opened = params.get("instance");
  const hrefOf = (address: string) => {
    const next = new URLSearchParams(params);
    next.delete("tab");
    next.set("instance", address);
    return `${path}?${next}`;
  };

  if (topology === undefined) {
    if (link.kind === "refused" || link.kind === "reconnecting") return <FailurePanel failure={link.failure} />;
    return <OverviewSkeleton />;
  }
  return (
    <>
      <Freshness at={topology.at} link={link} />
      <StateSummary health={topology.health} deployment={deployment} />
      <TopologyPanel topology={topology} hrefOf={hrefOf} />
      <Suspense fallback={<Skeleton className="h-30" />}>
        <ForecastPanel topology={topology} mayFailOver={inspection.rights.failOver} />
      </Suspense>
      <Suspense fallback={<HistorySkeleton />}>
        <HistoryPanel deployment={deployment} />
      </Suspense>
      <Suspense>
        <TimelineOfRange deployment={deployment} />
      </Suspense>
      {opened === null ? null : (
        <Suspense>
          <InstanceSheet
            topology={topology}
            inspection={inspection}
            address={opened}
            onClose={() => window.history.pushState(null, "", without(path, params, ["instance", "tab"]))}
          />
        </Suspense>
      )}
    </>
  );
}

/** The range of the charts stays when the sheet closes. */
function without(path: string, params: Iterable<[string, string]>, names: readonly string[]): string {
  const rest = new URLSearchParams([...params].filter(([name]) => !names.includes(name))).toString();
  return rest === "" ? path : `${path}?${rest}`;
}
