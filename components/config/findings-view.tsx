"use client";
import { CircleCheck } from "lucide-react";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { Panel } from "#components/ui/panel.tsx";
import type { ConfigViewProps } from "./config-view.tsx";
import { FindingList } from "./finding-list.tsx";
import { RenderFailure } from "./render-failure.tsx";

/** What the rules have to say about the file, the worst first. */
export function FindingsView({ address, state }: ConfigViewProps) {
  const { preview } = state;
  if (!preview.ok) return <RenderFailure template={address.template} failure={preview} />;
  const { findings } = preview;
  const count = (severity: string) => findings.filter((finding) => finding.severity === severity).length;
  return (
    <Panel
      title="Findings"
      isFlush
      aside={
        <span className="text-13 text-ink-muted tabular-nums">
          {words(count("error"), "error")}, {words(count("warning"), "warning")}, {words(count("note"), "note")}
        </span>
      }
    >
      {findings.length === 0 ? (
        <EmptyState icon={<CircleCheck aria-hidden />} title="The rules find nothing to say about this file.">
          What only a running instance can tell is under Drift.
        </EmptyState>
      ) : (
        <FindingList findings={findings} text={preview.text} />
      )}
    </Panel>
  );
}

function words(count: number, thing: string): string {
  return `${count} ${thing}${count === 1 ? "" : "s"}`;
}
