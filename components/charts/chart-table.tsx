"use client";
import { Download } from "lucide-react";
import { Button } from "#components/ui/button.tsx";
import { Dialog } from "#components/ui/dialog.tsx";
import { saveText } from "#components/ui/save-text.ts";
import { Cell, HeadCell, Table } from "#components/ui/table.tsx";
import { formatUtc } from "#lib/browser/format-time.ts";
import type { SmallChartProps } from "./small-chart.tsx";
import { writeCsv } from "./write-csv.ts";

/** A page that long says nothing more; the file has all rows. */
const MOST_ROWS = 500;

interface ChartTableProps extends SmallChartProps {
  fileName: string;
  /** What one row stands for. */
  note: string;
  onClose: () => void;
}

/** The numbers behind a chart, newest first, and as a file. */
export function ChartTable({ title, times, lines, format, fileName, note, onClose }: ChartTableProps) {
  const rows = times
    .map((time, index) => ({ time, values: lines.map(({ values }) => values[index] ?? null) }))
    .reverse();
  return (
    <Dialog
      isOpen
      isWide
      onClose={onClose}
      title={title}
      footer={
        <Button onClick={() => saveText(fileName, "text/csv", writeCsv(times, lines))}>
          <Download aria-hidden className="size-4" />
          Download CSV
        </Button>
      }
    >
      <p className="pb-3 text-12 text-ink-muted">{note}</p>
      <Table
        caption={title}
        head={
          <>
            <HeadCell>Time (UTC)</HeadCell>
            {lines.map(({ name }) => (
              <HeadCell key={name} isNumber>
                {name}
              </HeadCell>
            ))}
          </>
        }
      >
        {rows.slice(0, MOST_ROWS).map(({ time, values }) => (
          <tr key={time}>
            <Cell className="whitespace-nowrap tabular-nums">{formatUtc(time * 1000)}</Cell>
            {values.map((value, index) => (
              <Cell key={lines[index]?.name} isNumber>
                {value === null ? "–" : format(value)}
              </Cell>
            ))}
          </tr>
        ))}
      </Table>
    </Dialog>
  );
}
