"use client";
import { useQuery } from "@tanstack/react-query";
import { latencyQuery } from "#lib/browser/inspect-query.ts";
import type { Latency } from "#lib/inspect/schema.ts";
import { CommandTable } from "./command-table.tsx";
import { DoctorWords } from "./doctor-words.tsx";
import type { InstanceTabProps } from "./instance-panel.tsx";
import { LatencyEvents } from "./latency-events.tsx";
import { PartView } from "./part-view.tsx";
import { TabFrame } from "./tab-frame.tsx";

export function LatencyTab({ inspection, instance }: InstanceTabProps) {
  const query = useQuery(latencyQuery(inspection.deployment.name, instance));
  return <TabFrame query={query}>{(latency) => <Parts latency={latency} />}</TabFrame>;
}

function Parts({ latency: { isMonitored, events, doctor, commands } }: { latency: Latency }) {
  return (
    <div className="space-y-6">
      {isMonitored === false ? (
        <p className="rounded-medium bg-info-soft px-3 py-2 text-13">
          <strong className="font-medium text-info">Redis does not watch for spikes here: </strong>
          latency-monitor-threshold is 0. To remember everything above 100 ms, run{" "}
          <code className="font-mono text-12">CONFIG SET latency-monitor-threshold 100</code> on the instance, and write
          the same into its redis.conf. It costs next to nothing.
        </p>
      ) : (
        <PartView title="Spikes" part={events}>
          {(data) => <LatencyEvents events={data} />}
        </PartView>
      )}
      {isMonitored === false ? null : (
        <PartView title="LATENCY DOCTOR says" part={doctor}>
          {(lines) => <DoctorWords lines={lines} />}
        </PartView>
      )}
      <PartView title="Commands that took the most time since the start" part={commands}>
        {(data) => <CommandTable commands={data} />}
      </PartView>
    </div>
  );
}
