"use client";
import dynamic from "next/dynamic";
import { usePathname, useSearchParams } from "next/navigation";
import { FailurePanel } from "#components/feedback/failure-panel.tsx";
import { useLiveTopology } from "#lib/browser/live-topology.tsx";
import { Freshness } from "./freshness.tsx";
import { HistoryPanel } from "./history-panel.tsx";
import { OverviewSkeleton } from "./overview-skeleton.tsx";
import { StateSummary } from "./state-summary.tsx";
import { TopologyPanel } from "./topology-panel.tsx";

const InstanceSheet = dynamic(() => import("./instance-sheet.tsx").then((module) => module.InstanceSheet), {
  ssr: false,
});

export function Overview({ deployment }: { deployment: string }) {
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
      <HistoryPanel deployment={deployment} />
      {opened === null ? null : (
        <InstanceSheet topology={topology} address={opened} onClose={() => window.history.pushState(null, "", path)} />
      )}
    </>
  );
}
