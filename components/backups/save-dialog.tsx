"use client";
import { ReasonDialog } from "#components/feedback/reason-dialog.tsx";
import type { DeploymentChoice } from "#components/shell/deployment-choice.ts";
import type { BackupRow, SaveNowInput } from "#lib/backups/schema.ts";
import { formatBytes } from "#lib/browser/format-bytes.ts";
import { formatCount } from "#lib/browser/format-number.ts";
import type { StartedJob } from "#lib/jobs/schema.ts";
import type { Result } from "#lib/result.ts";

const USUAL_REASONS = ["Before maintenance", "Before a release", "A copy to look into"];

export type SaveNow = (input: SaveNowInput) => Promise<Result<StartedJob>>;

interface SaveDialogProps {
  deployment: DeploymentChoice;
  row: BackupRow;
  saveNow: SaveNow;
  onClose: () => void;
  onStarted: (job: StartedJob) => void;
}

export function SaveDialog({ deployment, row, saveNow, onClose, onStarted }: SaveDialogProps) {
  return (
    <ReasonDialog
      deployment={deployment}
      title={`Save ${row.address} now`}
      button={`Save ${row.address}`}
      look="primary"
      usualReasons={USUAL_REASONS}
      send={(reason) => saveNow({ deployment: deployment.name, instance: row.address, reason })}
      onDone={onStarted}
      onClose={onClose}
    >
      <p className="text-13">{saveWords(row)}</p>
    </ReasonDialog>
  );
}

function saveWords({ role, state }: BackupRow): string {
  const keys = state === null ? "Its data" : `Its ${formatCount(state.keys, "key")}`;
  const memory = state?.usedMemoryBytes == null ? "" : ` (${formatBytes(state.usedMemoryBytes)} in memory)`;
  const cost = "While it is written, changed memory is held twice, and the disk works.";
  const advice = role === "master" ? " A save on a replica costs the master nothing." : "";
  return `${keys}${memory} will be written to its dump file by a process of its own, over the file that is there. ${cost}${advice}`;
}
