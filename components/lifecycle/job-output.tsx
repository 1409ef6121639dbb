"use client";
import { useQueryClient } from "@tanstack/react-query";
import { useCallback, useEffect, useRef } from "react";
import { FailurePanel } from "#components/feedback/failure-panel.tsx";
import { JOB_LOOKS } from "#components/jobs/job-words.ts";
import { Button } from "#components/ui/button.tsx";
import { Panel } from "#components/ui/panel.tsx";
import { ScrollArea } from "#components/ui/scroll-area.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";
import { StatusBadge } from "#components/ui/status-badge.tsx";
import { formatUtc } from "#lib/browser/format-time.ts";
import { managedQuery } from "#lib/browser/managed-query.ts";
import { useJobOutput } from "#lib/browser/use-job-output.ts";

interface JobOutputProps {
  deployment: string;
  jobId: string;
  onClose: () => void;
}

/** What a job says while it runs; after a reload it is all there again. */
export function JobOutput({ deployment, jobId, onClose }: JobOutputProps) {
  const client = useQueryClient();
  const onEnd = useCallback(() => {
    void client.invalidateQueries({ queryKey: managedQuery(deployment).queryKey });
  }, [client, deployment]);
  const { lines, latest, link } = useJobOutput(deployment, jobId, onEnd);
  const end = useRef<HTMLLIElement>(null);
  const last = lines.at(-1)?.nth;
  useEffect(() => {
    if (last !== undefined) end.current?.scrollIntoView({ block: "nearest" });
  }, [last]);
  if (link.kind === "refused" || (link.kind === "reconnecting" && latest === undefined)) {
    return <FailurePanel failure={link.failure} onRetry={onClose} />;
  }
  const look = latest === undefined ? undefined : JOB_LOOKS[latest.state];
  return (
    <Panel
      title={latest?.title ?? "What it says"}
      aside={
        <span className="flex items-center gap-3">
          {look === undefined ? null : (
            <span role="status">
              <StatusBadge state={look.state} word={look.word} />
            </span>
          )}
          <Button size="small" onClick={onClose}>
            Close
          </Button>
        </span>
      }
    >
      <div className="space-y-3">
        {latest === undefined ? (
          <Skeleton className="h-24" />
        ) : (
          <ScrollArea
            label="What it says"
            className="max-h-80 overflow-auto rounded-medium border border-line bg-surface-sunken px-3 py-2"
          >
            <ol className="font-mono text-12 leading-5">
              {lines.map(({ nth, at, text }) => (
                <li key={nth} ref={nth === last ? end : undefined} title={formatUtc(at)} className="break-words">
                  {text}
                </li>
              ))}
              {lines.length === 0 ? <li className="text-ink-muted">It has not said anything yet.</li> : null}
            </ol>
          </ScrollArea>
        )}
        {latest?.error == null ? null : <p className="text-13 text-critical">{latest.error}</p>}
      </div>
    </Panel>
  );
}
