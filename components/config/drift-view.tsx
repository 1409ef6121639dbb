"use client";
import { useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { Panel } from "#components/ui/panel.tsx";
import type { DriftReport } from "#lib/drift/schema.ts";
import { ApplyPanel } from "./apply-panel.tsx";
import type { ConfigViewProps } from "./config-view.tsx";
import { Consequences } from "./consequences.tsx";
import { DriftFrame } from "./drift-frame.tsx";
import { DriftTable } from "./drift-table.tsx";
import { previewInput } from "./preview-input.ts";
import { SilentInstances } from "./silent-instances.tsx";
import { summariseDrift } from "./summarise-drift.ts";

/** All instances of the deployment: what runs there against what would be deployed, and against each other. */
export function DriftView(props: ConfigViewProps) {
  return <DriftFrame {...props}>{(report) => <Report report={report} {...props} />}</DriftFrame>;
}

function Report({
  report,
  deployment,
  sources,
  actions,
  address,
  onChange,
}: ConfigViewProps & { report: DriftReport }) {
  const [showsAll, setShowAll] = useState(false);
  const [isApplying, setApplying] = useState(false);
  const rows = report.rows.filter(
    ({ cells, isUneven }) =>
      showsAll || isUneven || cells.some((cell) => cell !== null && (cell.state !== "same" || cell.isHostBehind)),
  );
  return (
    <>
      <SilentInstances instances={report.instances} />
      <Consequences instances={report.instances} />
      {actions.apply === undefined || address.template !== "redis" || !isApplying ? null : (
        <ApplyPanel
          deployment={deployment}
          input={previewInput(deployment.name, sources, address)}
          actions={actions.apply}
          onClose={() => setApplying(false)}
        />
      )}
      <Panel
        title={summariseDrift(report)}
        isFlush
        aside={
          <span className="flex flex-wrap gap-2">
            {actions.apply === undefined || address.template !== "redis" || isApplying ? null : (
              <Button size="small" look="primary" onClick={() => setApplying(true)}>
                Apply …
              </Button>
            )}
            <Button size="small" aria-pressed={showsAll} onClick={() => setShowAll(!showsAll)}>
              {showsAll ? "Only differences" : `All ${report.rows.length} directives`}
            </Button>
          </span>
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
