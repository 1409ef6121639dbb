"use client";
import type { KeyboardEvent } from "react";
import { Checkbox } from "#components/ui/checkbox.tsx";
import { moveBetweenRows } from "#components/ui/move-between-rows.ts";
import { Cell, HeadCell, Table } from "#components/ui/table.tsx";
import type { SessionRow } from "#lib/sessions/schema.ts";
import { Expiry } from "./expiry.tsx";
import { Recorded } from "./recorded.tsx";
import { RecordedTime } from "./recorded-time.tsx";
import { SessionList } from "./session-list.tsx";
import { SessionMark } from "./session-mark.tsx";
import type { SessionRowsProps } from "./session-rows.ts";
import { SessionUser } from "./session-user.tsx";
import { Unreadable } from "./unreadable.tsx";
import { canBePicked } from "./use-picked-rows.ts";

/** A table where there is room, a list on a phone; x selects the row that has the focus. */
export function SessionTable(props: SessionRowsProps) {
  const { rows, picked, revoked, onPick, onPickAll } = props;
  const free = rows.filter((row) => canBePicked(row, revoked));
  const hasSeveralKeyspaces = new Set(rows.map(({ keyspace }) => keyspace)).size > 1;
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    const tag = event.key === "x" && event.target instanceof HTMLElement ? event.target.dataset.rowFocus : undefined;
    if (tag === undefined || tag === "") moveBetweenRows(event);
    else if (free.some((row) => row.tag === tag)) onPick(tag);
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: it only hears j, k and x from the buttons inside.
    <div onKeyDown={onKeyDown}>
      <div className="sm:hidden">
        <SessionList {...props} />
      </div>
      <div className="hidden sm:block">
        <Table
          caption="Sessions found"
          head={
            <>
              <HeadCell className="w-10">
                <Checkbox
                  aria-label="Select all sessions"
                  checked={free.length > 0 && picked.size === free.length}
                  isMixed={picked.size > 0 && picked.size < free.length}
                  disabled={free.length === 0}
                  onChange={onPickAll}
                />
              </HeadCell>
              <HeadCell>Device</HeadCell>
              <HeadCell>IP</HeadCell>
              <HeadCell>Created</HeadCell>
              <HeadCell>Last seen</HeadCell>
              <HeadCell>Expires</HeadCell>
              <HeadCell>User</HeadCell>
              {hasSeveralKeyspaces ? <HeadCell>Kind</HeadCell> : null}
            </>
          }
        >
          {rows.map((row) => (
            <SessionTableRow key={row.tag} row={row} hasKeyspace={hasSeveralKeyspaces} {...props} />
          ))}
        </Table>
      </div>
    </div>
  );
}

interface SessionTableRowProps extends SessionRowsProps {
  row: SessionRow;
  hasKeyspace: boolean;
}

function SessionTableRow({ row, hasKeyspace, picked, revoked, onPick, onOpen, onUser }: SessionTableRowProps) {
  const { tag, device, ip, createdAt, lastSeenAt, userId, email, keyspaceLabel } = row;
  const isRevoked = revoked.has(tag);
  const name = device ?? "unknown device";
  return (
    <tr
      data-row
      className={picked.has(tag) ? "bg-surface-selected" : isRevoked ? "text-ink-muted" : "hover:bg-surface-hover"}
    >
      <Cell>
        <Checkbox
          aria-label={`Select the session on ${name}, ${ip ?? "IP not recorded"}`}
          checked={picked.has(tag)}
          disabled={!canBePicked(row, revoked)}
          onChange={() => onPick(tag)}
        />
      </Cell>
      <Cell>
        <span className="flex items-center gap-2">
          <button
            type="button"
            data-row-focus={tag}
            onClick={() => onOpen(row)}
            className={`max-w-70 truncate text-left font-medium underline-offset-2 hover:underline ${isRevoked ? "line-through" : ""}`}
          >
            <Recorded value={device}>{device}</Recorded>
          </button>
          <SessionMark row={row} isRevoked={isRevoked} />
        </span>
        <Unreadable row={row} />
      </Cell>
      <Cell className="max-w-72 truncate font-mono text-12">
        <Recorded value={ip}>{ip}</Recorded>
      </Cell>
      <Cell>
        <RecordedTime at={createdAt} />
      </Cell>
      <Cell>
        <RecordedTime at={lastSeenAt} />
      </Cell>
      <Cell>
        <Expiry at={row.expiresAt} />
      </Cell>
      <Cell>
        <SessionUser userId={userId} email={email} onUser={onUser} />
      </Cell>
      {hasKeyspace ? <Cell>{keyspaceLabel}</Cell> : null}
    </tr>
  );
}
