"use client";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { FailurePanel } from "#components/feedback/failure-panel.tsx";
import type { DeploymentChoice } from "#components/shell/deployment-choice.ts";
import { PageLink } from "#components/ui/page-link.tsx";
import { Panel } from "#components/ui/panel.tsx";
import { RelativeTime } from "#components/ui/relative-time.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";
import type { BackupRow } from "#lib/backups/schema.ts";
import { backupsQuery } from "#lib/browser/backups-query.ts";
import { toClientFailure } from "#lib/browser/to-client-failure.ts";
import { BackupItem } from "./backup-item.tsx";
import { SaveDialog, type SaveNow } from "./save-dialog.tsx";

interface BackupsPanelProps {
  deployment: DeploymentChoice;
  /** Absent for whoever may only look. */
  saveNow: SaveNow | undefined;
}

/** How each data instance keeps its data; what to copy for a backup, and saving it now. */
export function BackupsPanel({ deployment, saveNow }: BackupsPanelProps) {
  const client = useQueryClient();
  const { data, error, refetch } = useQuery(backupsQuery(deployment.name));
  const [picked, setPicked] = useState<BackupRow>();
  const [started, setStarted] = useState<string>();
  if (data === undefined) {
    if (error !== null) return <FailurePanel failure={toClientFailure(error)} onRetry={refetch} />;
    return <Skeleton className="h-60" />;
  }
  return (
    <Panel
      title="Backups"
      isFlush
      aside={
        <span className="text-12 text-ink-muted">
          as of <RelativeTime at={data.at} />
        </span>
      }
    >
      {started === undefined ? null : (
        <p role="status" className="px-4 pb-2 text-13">
          The save goes on on the server.{" "}
          <PageLink
            href={`/${deployment.name}/activity?job=${started}`}
            className="text-accent-text underline-offset-2 hover:underline"
          >
            See how far it is
          </PageLink>
        </p>
      )}
      {error === null ? null : <FailurePanel failure={toClientFailure(error)} onRetry={refetch} />}
      <ul className="divide-y divide-line border-line border-t">
        {data.instances.map((row) => (
          <BackupItem key={row.address} row={row} onSave={saveNow === undefined ? undefined : () => setPicked(row)} />
        ))}
      </ul>
      {picked === undefined || saveNow === undefined ? null : (
        <SaveDialog
          deployment={deployment}
          row={picked}
          saveNow={saveNow}
          onClose={() => setPicked(undefined)}
          onStarted={({ jobId }) => {
            setPicked(undefined);
            setStarted(jobId);
            void client.invalidateQueries({ queryKey: backupsQuery(deployment.name).queryKey });
          }}
        />
      )}
    </Panel>
  );
}
