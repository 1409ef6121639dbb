import { Cell, HeadCell, Table } from "#components/ui/table.tsx";
import { formatDuration } from "#lib/browser/format-duration.ts";
import { formatNumber } from "#lib/browser/format-number.ts";
import type { Latency } from "#lib/inspect/schema.ts";
import { formatShort } from "./format-short.ts";

type Command = Extract<Latency["commands"], { ok: true }>["data"][number];

/** Where the server's time went. */
export function CommandTable({ commands }: { commands: readonly Command[] }) {
  return (
    <>
      <ul className="divide-y divide-line border-line border-y sm:hidden">
        {commands.map((one) => (
          <li key={one.command} className="py-2">
            <p className="flex justify-between gap-4 text-13">
              <span className="font-mono">{one.command}</span>
              <span className="tabular-nums">{formatDuration(one.totalMs)}</span>
            </p>
            <p className="text-12 text-ink-muted tabular-nums">
              {formatNumber(one.calls)} calls, {formatShort(one.averageMs)} each, 99 % within {formatShort(one.p99Ms)}
            </p>
          </li>
        ))}
      </ul>
      <div className="hidden sm:block">
        <Table
          caption="Commands that took the most time"
          head={
            <>
              <HeadCell>Command</HeadCell>
              <HeadCell isNumber>Calls</HeadCell>
              <HeadCell isNumber>Total</HeadCell>
              <HeadCell isNumber>Average</HeadCell>
              <HeadCell isNumber>50 % within</HeadCell>
              <HeadCell isNumber>99 % within</HeadCell>
              <HeadCell isNumber>99.9 % within</HeadCell>
              <HeadCell isNumber>Failed</HeadCell>
            </>
          }
        >
          {commands.map((one) => (
            <tr key={one.command}>
              <Cell className="font-mono text-12">{one.command}</Cell>
              <Cell isNumber>{formatNumber(one.calls)}</Cell>
              <Cell isNumber>{formatDuration(one.totalMs)}</Cell>
              <Cell isNumber>{formatShort(one.averageMs)}</Cell>
              <Cell isNumber>{formatShort(one.p50Ms)}</Cell>
              <Cell isNumber>{formatShort(one.p99Ms)}</Cell>
              <Cell isNumber>{formatShort(one.p999Ms)}</Cell>
              <Cell isNumber>{one.failed === null ? "not known" : formatNumber(one.failed)}</Cell>
            </tr>
          ))}
        </Table>
      </div>
    </>
  );
}
