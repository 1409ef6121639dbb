"use client";
import { useQuery } from "@tanstack/react-query";
import { Timer } from "lucide-react";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { slowlogQuery } from "#lib/browser/inspect-query.ts";
import type { Slowlog } from "#lib/inspect/schema.ts";
import type { InstanceTabProps } from "./instance-panel.tsx";
import { SlowEntryItem } from "./slow-entry-item.tsx";
import { TabFrame } from "./tab-frame.tsx";

export function SlowLog({ inspection, instance }: InstanceTabProps) {
  const query = useQuery(slowlogQuery(inspection.deployment.name, instance));
  return <TabFrame query={query}>{(slowlog) => <Entries slowlog={slowlog} />}</TabFrame>;
}

function Entries({ slowlog: { entries, kept, showsArguments } }: { slowlog: Slowlog }) {
  if (entries.length === 0) {
    return (
      <EmptyState icon={<Timer aria-hidden />} title="No slow commands">
        Commands that take longer than slowlog-log-slower-than (10 ms unless set) stand here.
      </EmptyState>
    );
  }
  return (
    <>
      <p className="text-13 text-ink-muted">
        {kept.ok && kept.data > entries.length ? `The latest ${entries.length} of ${kept.data}. ` : ""}
        {showsArguments
          ? "Secrets, and the keys and values of sessions, are masked."
          : "Your role sees how many arguments there were and how large; the role sre sees the arguments."}
      </p>
      <ol className="divide-y divide-line rounded-large border border-line">
        {entries.map((entry) => (
          <SlowEntryItem key={entry.id} entry={entry} />
        ))}
      </ol>
    </>
  );
}
