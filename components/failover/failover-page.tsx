"use client";
import { usePathname, useSearchParams } from "next/navigation";
import { TopologyPanel } from "#components/overview/topology-panel.tsx";
import type { DeploymentChoice } from "#components/shell/deployment-choice.ts";
import { Tabs } from "#components/ui/tabs.tsx";
import { useLiveTopology } from "#lib/browser/live-topology.tsx";
import { DrillSection } from "./drill-section.tsx";
import type { FailoverActions } from "./failover-actions.ts";
import { ResetSection } from "./reset-section.tsx";
import { RoundSection } from "./round-section.tsx";
import { SwitchSection } from "./switch-section.tsx";
import { WorkPanel } from "./work-panel.tsx";

const SECTIONS = [
  { tab: "switch", word: "Fail over", Section: SwitchSection },
  { tab: "restart", word: "Rolling restart", Section: RoundSection },
  { tab: "reset", word: "Reset Sentinels", Section: ResetSection },
  { tab: "drill", word: "Drill", Section: DrillSection },
] as const;

interface FailoverPageProps {
  deployment: DeploymentChoice;
  actions: FailoverActions;
}

/** The work that is watched is part of the address: a reload, or a colleague, sees the same. */
export function FailoverPage({ deployment, actions }: FailoverPageProps) {
  const path = usePathname();
  const params = useSearchParams();
  const { topology } = useLiveTopology();
  const chosen = SECTIONS.find(({ tab }) => tab === params.get("tab")) ?? SECTIONS[0];
  const job = params.get("job");
  const { Section } = chosen;
  const base = `${path}?tab=${chosen.tab}`;
  return (
    <div className="space-y-4">
      <Tabs
        label="Failover and restart"
        isShallow
        tabs={SECTIONS.map(({ tab, word }) => ({
          href: `${path}?tab=${tab}`,
          word,
          isCurrent: tab === chosen.tab,
        }))}
      />
      {job === null ? (
        <Section
          key={chosen.tab}
          deployment={deployment}
          actions={actions}
          onStarted={(jobId) => window.history.pushState(null, "", `${base}&job=${jobId}`)}
        />
      ) : (
        <WorkPanel
          deployment={deployment.name}
          jobId={job}
          actions={actions}
          onClose={() => window.history.pushState(null, "", base)}
        />
      )}
      {topology === undefined ? null : (
        <TopologyPanel
          topology={topology}
          hrefOf={(address) => `/${deployment.name}/overview?instance=${encodeURIComponent(address)}`}
        />
      )}
    </div>
  );
}
