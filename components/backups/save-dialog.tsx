"use client";
import { useState, useTransition } from "react";
import { FailurePanel } from "#components/feedback/failure-panel.tsx";
import { ReasonField, reasonProblem } from "#components/feedback/reason-field.tsx";
import type { DeploymentChoice } from "#components/shell/deployment-choice.ts";
import { EnvironmentBand } from "#components/shell/environment-band.tsx";
import { Button } from "#components/ui/button.tsx";
import { Dialog } from "#components/ui/dialog.tsx";
import type { BackupRow, SaveNowInput } from "#lib/backups/schema.ts";
import { formatBytes } from "#lib/browser/format-bytes.ts";
import { formatCount } from "#lib/browser/format-number.ts";
import { toClientFailure } from "#lib/browser/to-client-failure.ts";
import type { StartedJob } from "#lib/jobs/schema.ts";
import type { Failure, Result } from "#lib/result.ts";

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
  const [reason, setReason] = useState("");
  const [problem, setProblem] = useState<string>();
  const [failure, setFailure] = useState<Failure>();
  const [isStarting, start] = useTransition();
  const act = () => {
    const wrong = reasonProblem(reason);
    setProblem(wrong);
    if (wrong !== undefined || isStarting) return;
    start(async () => {
      setFailure(undefined);
      try {
        const input = { deployment: deployment.name, instance: row.address, reason: reason.trim() };
        const result = await saveNow(input);
        if (result.ok) onStarted(result.data);
        else setFailure(result.error);
      } catch (thrown) {
        setFailure(toClientFailure(thrown));
      }
    });
  };
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={`Save ${row.address} now`}
      band={<EnvironmentBand deployment={deployment} />}
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" form="save-now" look="primary" isBusy={isStarting}>
            Save {row.address}
          </Button>
        </>
      }
    >
      <form
        id="save-now"
        noValidate
        className="space-y-4"
        onSubmit={(event) => {
          event.preventDefault();
          act();
        }}
      >
        <p className="text-13">{saveWords(row)}</p>
        <ReasonField value={reason} onChange={setReason} problem={problem} usual={USUAL_REASONS} />
        {failure === undefined ? null : <FailurePanel failure={failure} />}
      </form>
    </Dialog>
  );
}

function saveWords({ role, state }: BackupRow): string {
  const keys = state === null ? "Its data" : `Its ${formatCount(state.keys, "key")}`;
  const memory = state?.usedMemoryBytes == null ? "" : ` (${formatBytes(state.usedMemoryBytes)} in memory)`;
  const cost = "While it is written, changed memory is held twice, and the disk works.";
  const advice = role === "master" ? " A save on a replica costs the master nothing." : "";
  return `${keys}${memory} will be written to its dump file by a process of its own, over the file that is there. ${cost}${advice}`;
}
