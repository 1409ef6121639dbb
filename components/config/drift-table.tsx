import { StatusBadge } from "#components/ui/status-badge.tsx";
import { Cell, HeadCell, Table } from "#components/ui/table.tsx";
import type { DriftCell, DriftInstance, DriftRow } from "#lib/drift/schema.ts";
import { DRIFT_LOOKS } from "./drift-look.ts";
import { shownValue } from "./shown-value.ts";

interface DriftTableProps {
  rows: readonly DriftRow[];
  instances: readonly DriftInstance[];
  onInstance: (address: string) => void;
}

/** A row for each directive, a column for each instance. */
export function DriftTable({ rows, instances, onInstance }: DriftTableProps) {
  return (
    <Table
      caption="Drift of all instances"
      head={
        <>
          <HeadCell>Directive</HeadCell>
          {instances.map(({ address, name, role }) => (
            <HeadCell key={address}>
              <button type="button" className="hover:text-accent-text" onClick={() => onInstance(address)}>
                {name ?? address} <span className="font-normal">{role}</span>
              </button>
            </HeadCell>
          ))}
        </>
      }
    >
      {rows.map((row) => (
        <tr key={row.directive}>
          <Cell className="whitespace-nowrap align-top font-mono text-12 leading-9">
            {row.directive}
            {row.isUneven ? <span className="block font-sans text-warning leading-4">not alike everywhere</span> : null}
          </Cell>
          {row.cells.map((cell, at) => (
            <Cell key={instances[at]?.address ?? at} className="min-w-44 py-2 align-top">
              {cell === null ? (
                <span className="text-ink-faint">no answer</span>
              ) : (
                <Value directive={row.directive} cell={cell} />
              )}
            </Cell>
          ))}
        </tr>
      ))}
    </Table>
  );
}

function Value({ directive, cell }: { directive: string; cell: DriftCell }) {
  const look = DRIFT_LOOKS[cell.state];
  return (
    <div className="space-y-1">
      <StatusBadge state={look.state} word={look.word} isPlain />
      <p className="wrap-anywhere font-mono text-12">{shownValue(directive, cell.live)}</p>
      {cell.state === "same" ? null : (
        <p className="wrap-anywhere text-12 text-ink-muted">
          file:{" "}
          <span className="font-mono">
            {cell.rendered === null ? "says nothing" : shownValue(directive, cell.rendered)}
          </span>
        </p>
      )}
      {cell.isHostBehind ? <p className="text-12 text-warning">its own file on the host differs</p> : null}
    </div>
  );
}
