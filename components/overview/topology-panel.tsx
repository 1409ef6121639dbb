"use client";
import { CircleCheck, OctagonAlert, Repeat2 } from "lucide-react";
import { Panel } from "#components/ui/panel.tsx";
import { formatCount } from "#lib/browser/format-number.ts";
import type { Topology } from "#lib/topology/schema.ts";
import { InstanceTable } from "./instance-table.tsx";
import { sentinelOpinion } from "./sentinel-opinion.ts";
import { TopologyPicture } from "./topology-picture.tsx";

interface TopologyPanelProps {
  topology: Topology;
  hrefOf: (address: string) => string;
}

export function TopologyPanel({ topology, hrefOf }: TopologyPanelProps) {
  return (
    <Panel title="Topology" isFlush aside={<Agreement topology={topology} />}>
      {topology.isFailoverUnderWay ? (
        <p
          role="status"
          className="mx-4 mb-3 flex items-center gap-2 rounded-medium bg-warning-soft px-3 py-2 text-13 text-warning"
        >
          <Repeat2 aria-hidden className="size-4 shrink-0" />A failover is under way: the sentinels are promoting a
          replica. Writes wait until it is done.
        </p>
      ) : null}
      <div className="hidden sm:block">
        <TopologyPicture topology={topology} hrefOf={hrefOf} />
      </div>
      <InstanceTable topology={topology} hrefOf={hrefOf} />
    </Panel>
  );
}

/** Whether the sentinels agree, and whether there are enough of them. */
function Agreement({ topology }: { topology: Topology }) {
  const { sentinels, masterAddress } = topology;
  if (sentinels.length === 0) {
    return <span className="text-12 text-ink-muted">standalone: nothing watches this instance</span>;
  }
  const agreeing = sentinels.filter((sentinel) => sentinelOpinion(sentinel, masterAddress).state !== "critical");
  const isQuorumOk = sentinels.some((sentinel) => sentinel.isQuorumOk === true);
  const isFine = agreeing.length === sentinels.length && isQuorumOk;
  const Icon = isFine ? CircleCheck : OctagonAlert;
  return (
    <span className={`flex items-center gap-1.5 text-12 ${isFine ? "text-ok" : "text-critical"}`}>
      <Icon aria-hidden className="size-3.5" />
      {agreeing.length} of {formatCount(sentinels.length, "sentinel")} agree · quorum{" "}
      {isQuorumOk ? "can be reached" : "cannot be reached"}
    </span>
  );
}
