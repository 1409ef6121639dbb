import { TriangleAlert } from "lucide-react";
import { Cell, HeadCell, Table } from "#components/ui/table.tsx";
import { formatCount } from "#lib/browser/format-number.ts";
import type { Topology } from "#lib/topology/schema.ts";
import { type AgreementCell, type AgreementRow, agreementRows } from "./agreement-rows.ts";

/** What each sentinel believes; what differs stands first and is marked. */
export function AgreementMatrix({ topology }: { topology: Topology }) {
  const { sentinels } = topology;
  const rows = agreementRows(topology);
  const disputed = rows.filter(({ isDisputed }) => isDisputed);
  const ordered = [...disputed, ...rows.filter(({ isDisputed }) => !isDisputed)];
  return (
    <details open={disputed.length > 0} className="border-line border-t">
      <summary className="px-4 py-2 text-13 text-ink-muted hover:bg-surface-hover">
        {disputed.length === 0
          ? `What each of the ${formatCount(sentinels.length, "sentinel")} believes: the same`
          : `The sentinels differ in ${formatCount(disputed.length, "thing")}: ${disputed.map(({ name }) => name).join(", ")}`}
      </summary>
      <div className="hidden sm:block">
        <Table
          caption="What each sentinel believes"
          head={
            <>
              <HeadCell>Belief</HeadCell>
              {sentinels.map(({ address }) => (
                <HeadCell key={address} className="font-mono">
                  {address}
                </HeadCell>
              ))}
            </>
          }
        >
          {ordered.map((row) => (
            <tr key={row.name}>
              <Cell className="whitespace-nowrap font-medium">{row.name}</Cell>
              {row.cells.map((cell, index) => (
                <Cell key={sentinels[index]?.address} className="whitespace-nowrap">
                  <Belief cell={cell} />
                </Cell>
              ))}
            </tr>
          ))}
        </Table>
      </div>
      <BySentinel rows={ordered} addresses={sentinels.map(({ address }) => address)} />
    </details>
  );
}

/** The table on narrow screens. */
function BySentinel({ rows, addresses }: { rows: readonly AgreementRow[]; addresses: readonly string[] }) {
  return (
    <ul className="divide-y divide-line border-line border-t sm:hidden">
      {addresses.map((address, index) => (
        <li key={address} className="px-4 py-2.5 text-13">
          <p className="font-mono">{address}</p>
          <dl className="mt-1 space-y-0.5">
            {rows.map(({ name, cells }) => (
              <div key={name} className="flex justify-between gap-3">
                <dt className="text-ink-muted">{name}</dt>
                <dd className="text-right">
                  <Belief cell={cells[index] ?? null} />
                </dd>
              </div>
            ))}
          </dl>
        </li>
      ))}
    </ul>
  );
}

function Belief({ cell }: { cell: AgreementCell | null }) {
  if (cell === null) return <span className="text-ink-muted">silent</span>;
  if (!cell.isOdd) return <span>{cell.text}</span>;
  return (
    <span className="inline-flex items-center gap-1 font-medium text-warning">
      <TriangleAlert aria-hidden className="size-3.5" />
      {cell.text}
      <span className="sr-only">, which differs</span>
    </span>
  );
}
