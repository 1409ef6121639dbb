"use client";
import { useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { Panel } from "#components/ui/panel.tsx";
import type { DriftReport } from "#lib/drift/schema.ts";
import type { ConfigViewProps } from "./config-view.tsx";
import { Consequences } from "./consequences.tsx";
import { DriftFrame } from "./drift-frame.tsx";
import { DriftTable } from "./drift-table.tsx";
import { SilentInstances } from "./silent-instances.tsx";
import { summariseDrift } from "./summarise-drift.ts";

/** All instances of the deployment: what runs there against what would be deployed, and against each other. */
export function DriftView(props: ConfigViewProps) {
  return <DriftFrame {...props}>{(report) => <Report report={report} {...props} />}</DriftFrame>;
}

function Report({ report, address, onChange }: ConfigViewProps & { report: DriftReport }) {
  const [showsAll, setShowAll] = useState(false);
  const rows = report.rows.filter(
    ({ cells, isUneven }) =>
      showsAll || isUneven || cells.some((cell) => cell !== null && (cell.state !== "same" || cell.isHostBehind)),
  );
  return (
    <>
      <SilentInstances instances={report.instances} />
      <Consequences instances={report.instances} />
      <Panel
        title={summariseDrift(report)}
        isFlush
        aside={
          <Button size="small" aria-pressed={showsAll} onClick={() => setShowAll(!showsAll)}>
            {showsAll ? "Only differences" : `All ${report.rows.length} directives`}
          </Button>
        }
      >
        {rows.length === 0 ? (
          <p className="px-4 pb-4 text-13 text-ink-muted">
            Every instance that answered runs with what the {address.template}.conf of this environment means.
          </p>
        ) : (
          <DriftTable
            rows={rows}
            instances={report.instances}
            onInstance={(instance) => onChange({ tab: "instance", instance }, { step: true })}
          />
        )}
      </Panel>
    </>
  );
}
