"use client";
import { useQuery } from "@tanstack/react-query";
import { FigureList } from "#components/ui/figure-list.tsx";
import { memoryQuery } from "#lib/browser/inspect-query.ts";
import { DoctorWords } from "./doctor-words.tsx";
import type { InstanceTabProps } from "./instance-panel.tsx";
import { memoryFigures } from "./memory-figures.ts";
import { PartView } from "./part-view.tsx";
import { TabFrame } from "./tab-frame.tsx";

export function Memory({ inspection, instance }: InstanceTabProps) {
  const query = useQuery(memoryQuery(inspection.deployment.name, instance));
  return (
    <TabFrame query={query}>
      {({ stats, doctor }) => (
        <div className="space-y-6">
          <PartView title="What it is used for" part={stats}>
            {(data) => <FigureList figures={memoryFigures(data)} />}
          </PartView>
          <PartView title="MEMORY DOCTOR says" part={doctor}>
            {(lines) => <DoctorWords lines={lines} />}
          </PartView>
        </div>
      )}
    </TabFrame>
  );
}
