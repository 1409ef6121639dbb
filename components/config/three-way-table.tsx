import { Badge } from "#components/ui/badge.tsx";
import { StatusBadge } from "#components/ui/status-badge.tsx";
import { Cell, HeadCell, Table } from "#components/ui/table.tsx";
import type { DriftCell, DriftRow } from "#lib/drift/schema.ts";
import { DRIFT_LOOKS } from "./drift-look.ts";
import { shownValue } from "./shown-value.ts";

interface ThreeWayTableProps {
  rows: readonly (DriftRow & { cell: DriftCell })[];
  hasHostFile: boolean;
}

export function ThreeWayTable({ rows, hasHostFile }: ThreeWayTableProps) {
  return (
    <Table
      caption="Rendered, on the host, and live"
      head={
        <>
          <HeadCell>Directive</HeadCell>
          <HeadCell>Rendered</HeadCell>
          {hasHostFile ? <HeadCell>File on the host</HeadCell> : null}
          <HeadCell>Live</HeadCell>
          <HeadCell>State</HeadCell>
        </>
      }
    >
      {rows.map(({ directive, isSecret, cell }) => (
        <tr key={directive}>
          <Cell className="font-mono text-12">{directive}</Cell>
          <Value text={cell.rendered === null ? "says nothing" : shownValue(directive, cell.rendered)} />
          {hasHostFile ? <Value text={shownValue(directive, cell.onHost)} isOdd={cell.isHostBehind} /> : null}
          <Value text={shownValue(directive, cell.live)} />
          <Cell>
            <span className="flex items-center gap-1.5" title={DRIFT_LOOKS[cell.state].meaning}>
              <StatusBadge state={DRIFT_LOOKS[cell.state].state} word={DRIFT_LOOKS[cell.state].word} isPlain />
              {isSecret ? <Badge>secret</Badge> : null}
            </span>
          </Cell>
        </tr>
      ))}
    </Table>
  );
}

function Value({ text, isOdd = false }: { text: string; isOdd?: boolean }) {
  return (
    <Cell className={`min-w-32 wrap-anywhere py-1.5 font-mono text-12 ${isOdd ? "text-warning" : ""}`}>
      {text}
      {isOdd ? <span className="block font-sans">differs from live</span> : null}
    </Cell>
  );
}
