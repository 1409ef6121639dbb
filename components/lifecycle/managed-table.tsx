import { PageLink } from "#components/ui/page-link.tsx";
import { StatusBadge } from "#components/ui/status-badge.tsx";
import { Cell, HeadCell, Table } from "#components/ui/table.tsx";
import { Tooltip } from "#components/ui/tooltip.tsx";
import { formatRoughDuration } from "#lib/browser/format-duration.ts";
import type { LifecycleAction, ManagedRow } from "#lib/lifecycle/schema.ts";
import { ManagedButtons } from "./managed-buttons.tsx";
import { hasNote, ManagedNote } from "./managed-note.tsx";
import { SERVER_LOOKS, scriptLook } from "./managed-words.ts";

export interface ManagedTableProps {
  deployment: string;
  rows: readonly ManagedRow[];
  /** Absent for whoever may not act. */
  onAct: ((instance: string, action: LifecycleAction) => void) | undefined;
}

export function ManagedTable({ deployment, rows, onAct }: ManagedTableProps) {
  return (
    <div className="hidden lg:block">
      <Table
        caption="Managed instances"
        head={
          <>
            <HeadCell>Instance</HeadCell>
            <HeadCell>Role</HeadCell>
            <HeadCell>Its script says</HeadCell>
            <HeadCell>The server says</HeadCell>
            <HeadCell isNumber>PID</HeadCell>
            <HeadCell isNumber>Up for</HeadCell>
            <HeadCell>Version</HeadCell>
            <HeadCell>Runs on</HeadCell>
            {onAct === undefined ? null : <HeadCell className="text-right">Actions</HeadCell>}
          </>
        }
      >
        {rows.map((row) => (
          <Rows key={row.name} deployment={deployment} row={row} onAct={onAct} />
        ))}
      </Table>
    </div>
  );
}

function Rows({ deployment, row, onAct }: Omit<ManagedTableProps, "rows"> & { row: ManagedRow }) {
  const { name, address, script, server, runsOn } = row;
  const said = scriptLook(script);
  const seen = SERVER_LOOKS[server.state];
  return (
    <>
      <tr data-instance={name} className="hover:bg-surface-hover">
        <Cell className="py-1.5">
          <span className="block font-medium">{name}</span>
          <PageLink
            href={instanceHref(deployment, address)}
            className="font-mono text-12 text-accent-text underline-offset-2 hover:underline"
          >
            {address}
          </PageLink>
        </Cell>
        <Cell className="capitalize">{server.role ?? "–"}</Cell>
        <Cell>
          <Tooltip text={script.message}>
            <StatusBadge state={said.state} word={said.word} isPlain />
          </Tooltip>
        </Cell>
        <Cell>
          <Tooltip text={server.words ?? "PING answered."}>
            <StatusBadge state={seen.state} word={seen.word} isPlain />
          </Tooltip>
        </Cell>
        <Cell isNumber>{script.pid ?? "–"}</Cell>
        <Cell isNumber className="whitespace-nowrap">
          {upFor(row)}
        </Cell>
        <Cell className="font-mono text-12">{server.version ?? "–"}</Cell>
        <Cell className="text-ink-muted">{runsOn}</Cell>
        {onAct === undefined ? null : (
          <Cell>
            <span className="flex justify-end gap-2">
              <ManagedButtons row={row} onAct={(action) => onAct(name, action)} />
            </span>
          </Cell>
        )}
      </tr>
      {hasNote(row) ? (
        <tr>
          <Cell colSpan={9} className="pb-2">
            <ManagedNote row={row} />
          </Cell>
        </tr>
      ) : null}
    </>
  );
}

export function instanceHref(deployment: string, address: string): string {
  return `/${deployment}/overview?instance=${encodeURIComponent(address)}`;
}

export function upFor({ server }: Pick<ManagedRow, "server">): string {
  return server.uptimeSeconds === null ? "–" : formatRoughDuration(server.uptimeSeconds * 1_000);
}
