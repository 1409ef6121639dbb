"use client";
import { useQuery } from "@tanstack/react-query";
import { Database } from "lucide-react";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { FigureList } from "#components/ui/figure-list.tsx";
import { formatDuration } from "#lib/browser/format-duration.ts";
import { formatNumber, formatPercent } from "#lib/browser/format-number.ts";
import { keyspaceQuery } from "#lib/browser/inspect-query.ts";
import type { InstanceKeyspace } from "#lib/inspect/schema.ts";
import type { InstanceTabProps } from "./instance-panel.tsx";
import { TabFrame } from "./tab-frame.tsx";

export function Keyspace({ inspection, instance }: InstanceTabProps) {
  const query = useQuery(keyspaceQuery(inspection.deployment.name, instance));
  return <TabFrame query={query}>{({ databases }) => <Databases databases={databases} />}</TabFrame>;
}

function Databases({ databases }: Pick<InstanceKeyspace, "databases">) {
  if (databases.length === 0) {
    return (
      <EmptyState icon={<Database aria-hidden />} title="No keys">
        No logical database of this instance holds a key.
      </EmptyState>
    );
  }
  return (
    <div className="grid gap-6 sm:grid-cols-2">
      {databases.map(({ db, purpose, keys, expires, averageTtlMs, keyspaces }) => (
        <FigureList
          key={db}
          title={`Database ${db}${purpose === null ? "" : `, ${purpose}`}`}
          figures={[
            { name: "Keys", value: formatNumber(keys) },
            {
              name: "With an expiry",
              value: `${formatNumber(expires)}${keys === 0 ? "" : `, ${formatPercent(expires / keys)}`}`,
            },
            {
              name: "Average time to live",
              value: averageTtlMs === null ? "not known" : formatDuration(averageTtlMs),
            },
            { name: "Configured keyspaces", value: keyspaces.length === 0 ? "none" : keyspaces.join(", ") },
          ]}
        />
      ))}
    </div>
  );
}
