import { Badge } from "#components/ui/badge.tsx";
import { Button } from "#components/ui/button.tsx";
import { CopyButton } from "#components/ui/copy-button.tsx";
import { RelativeTime } from "#components/ui/relative-time.tsx";
import { StatusBadge } from "#components/ui/status-badge.tsx";
import type { BackupRow } from "#lib/backups/schema.ts";
import { formatBytes } from "#lib/browser/format-bytes.ts";
import { formatCount } from "#lib/browser/format-number.ts";
import { aofLook, saveLook } from "./backup-words.ts";

interface BackupItemProps {
  row: BackupRow;
  /** Absent for whoever may not. */
  onSave: (() => void) | undefined;
}

/** One instance: what would be left of it if its host went away now, and where the files are. */
export function BackupItem({ row, onSave }: BackupItemProps) {
  const { address, role, state, failure } = row;
  const isBusy = state === null || state.isSaving || state.isAofRewriting;
  return (
    <li className="space-y-2 px-4 py-3">
      <div className="flex flex-wrap items-center justify-between gap-2">
        <span className="flex min-w-0 flex-wrap items-center gap-2">
          <span className="wrap-anywhere font-mono text-13">{address}</span>
          {role === null ? null : <Badge>{role}</Badge>}
        </span>
        {onSave === undefined ? null : (
          <Button size="small" disabled={isBusy} onClick={onSave} aria-label={`Save now: ${address}`}>
            Save now …
          </Button>
        )}
      </div>
      {state === null ? <p className="text-13 text-ink-muted">{failure}</p> : <Facts row={row} state={state} />}
    </li>
  );
}

function Facts({ row: { files }, state }: { row: BackupRow; state: NonNullable<BackupRow["state"]> }) {
  const save = saveLook(state);
  const aof = aofLook(state);
  const changes = state.changesSinceSave;
  return (
    <dl className="grid gap-x-6 gap-y-2 text-13 sm:grid-cols-2 xl:grid-cols-4">
      <Fact name="Last save">
        <StatusBadge state={save.state} word={save.word} isPlain />
        {state.lastSaveAt === null || state.lastSaveSeconds === null ? null : (
          <span className="text-ink-muted">
            <RelativeTime at={state.lastSaveAt} />
          </span>
        )}
        {changes === null ? null : <span className="text-ink-muted">{formatCount(changes, "change")} since</span>}
      </Fact>
      <Fact name="Append-only file">
        <StatusBadge state={aof.state} word={aof.word} isPlain />
        {state.aofBytes === null || !state.isAofOn ? null : (
          <span className="text-ink-muted">{formatBytes(state.aofBytes)}</span>
        )}
      </Fact>
      <Fact name="Dump file">
        {files === null ? <Unknown /> : <Path path={files.rdb} />}
        {files === null ? null : (
          <span className="text-ink-muted">
            {files.savePoints === "" ? "no save points" : `save points ${files.savePoints}`}
          </span>
        )}
      </Fact>
      <Fact name="Append-only folder">
        {files === null ? (
          <Unknown />
        ) : files.aof === null ? (
          <span className="text-ink-muted">none</span>
        ) : (
          <Path path={files.aof} />
        )}
      </Fact>
    </dl>
  );
}

function Fact({ name, children }: { name: string; children: React.ReactNode }) {
  return (
    <div className="min-w-0">
      <dt className="text-12 text-ink-muted">{name}</dt>
      <dd className="flex flex-wrap items-center gap-x-2">{children}</dd>
    </div>
  );
}

function Path({ path }: { path: string }) {
  return (
    <span className="flex min-w-0 items-center gap-1">
      <span className="wrap-anywhere font-mono text-12">{path}</span>
      <CopyButton text={path} label={`Copy ${path}`} />
    </span>
  );
}

function Unknown() {
  return <span className="text-ink-muted">not known: the deployment has no users.configReader</span>;
}
