"use client";
import { ServerCog } from "lucide-react";
import { useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { Panel } from "#components/ui/panel.tsx";
import type { DriftReport } from "#lib/drift/schema.ts";
import { Choice } from "./choice.tsx";
import type { ConfigViewProps } from "./config-view.tsx";
import { Consequences } from "./consequences.tsx";
import { DriftFrame } from "./drift-frame.tsx";
import { SilentInstances } from "./silent-instances.tsx";
import { ThreeWayTable } from "./three-way-table.tsx";

/** One instance three ways: what would be deployed, the file on its host, and what it runs with. */
export function InstanceView(props: ConfigViewProps) {
  return <DriftFrame {...props}>{(report) => <Report report={report} {...props} />}</DriftFrame>;
}

function Report({ report, address, onChange }: ConfigViewProps & { report: DriftReport }) {
  const [showsAll, setShowAll] = useState(false);
  const { instances } = report;
  const at = Math.max(
    0,
    instances.findIndex((instance) => instance.address === address.instance),
  );
  const instance = instances[at];
  if (instance === undefined)
    return <EmptyState icon={<ServerCog aria-hidden />} title="No instance has been seen yet." />;
  const rows = report.rows.flatMap((row) => {
    const cell = row.cells[at] ?? null;
    return cell === null ? [] : [{ ...row, cell }];
  });
  const shown = rows.filter(({ cell }) => showsAll || cell.state !== "same" || cell.isHostBehind);
  return (
    <>
      <SilentInstances instances={[instance]} />
      <Consequences instances={[instance]} />
      <Panel
        title={`${address.template}.conf against ${instance.name ?? instance.address}`}
        isFlush
        aside={
          <div className="flex flex-wrap items-center gap-3">
            <Choice
              label="Instance"
              value={instance.address}
              options={instances.map((one) => ({
                value: one.address,
                word: `${one.name ?? one.address} (${one.role})`,
              }))}
              onChoose={(chosen) => onChange({ instance: chosen }, { step: true })}
            />
            <Button size="small" aria-pressed={showsAll} onClick={() => setShowAll(!showsAll)}>
              {showsAll ? "Only differences" : `All ${rows.length} directives`}
            </Button>
          </div>
        }
      >
        <p className="px-4 pb-2 text-13 text-ink-muted">
          {instance.host === null
            ? "Rendered from what all instances share: there is no file of variables for this one."
            : `Rendered with the variables of ${instance.host}.`}{" "}
          {instance.withoutHostFile ?? ""}
        </p>
        {shown.length === 0 ? (
          <p className="px-4 pb-4 text-13 text-ink-muted">
            {rows.length === 0 ? "There is nothing to compare." : "It runs with what the file means."}
          </p>
        ) : (
          <ThreeWayTable rows={shown} hasHostFile={instance.withoutHostFile === null} />
        )}
      </Panel>
    </>
  );
}
