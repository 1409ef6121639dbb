"use client";
import { Button } from "#components/ui/button.tsx";
import { moveBetweenRows } from "#components/ui/move-between-rows.ts";
import { Cell, HeadCell, Table } from "#components/ui/table.tsx";
import type { ClientRow } from "#lib/inspect/schema.ts";
import { CLIENT_COLUMNS } from "./client-columns.tsx";
import { ClientMark, canBeClosed } from "./client-mark.tsx";
import type { ClientOrder } from "./sort-clients.ts";
import { SortHead } from "./sort-head.tsx";

interface ClientTableProps {
  clients: readonly ClientRow[];
  order: ClientOrder;
  onOrder: (order: ClientOrder) => void;
  onKill: ((client: ClientRow) => void) | undefined;
}

export function ClientTable({ clients, order, onOrder, onKill }: ClientTableProps) {
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: it only hears j and k from the buttons inside.
    <div className="hidden rounded-large border border-line sm:block" onKeyDown={moveBetweenRows}>
      <Table
        caption="Clients of the instance"
        head={
          <>
            {onKill === undefined ? null : (
              <HeadCell>
                <span className="sr-only">Close</span>
              </HeadCell>
            )}
            {CLIENT_COLUMNS.map((column) => (
              <SortHead key={column.id} {...column} order={order} onOrder={onOrder} />
            ))}
          </>
        }
      >
        {clients.map((client) => (
          <tr key={client.id} data-row className="hover:bg-surface-hover">
            {onKill === undefined ? null : (
              <Cell>
                {canBeClosed(client) ? (
                  <Button
                    size="small"
                    data-row-focus
                    aria-label={`Close the connection of ${client.address}`}
                    onClick={() => onKill(client)}
                  >
                    Close
                  </Button>
                ) : null}
              </Cell>
            )}
            {CLIENT_COLUMNS.map(({ id, isNumber, text }) => (
              <Cell key={id} isNumber={isNumber} className="max-w-48 truncate whitespace-nowrap">
                {id === "name" ? <ClientMark client={client} /> : null}
                {id === "address" ? <span className="font-mono text-12">{text(client)}</span> : text(client)}
              </Cell>
            ))}
          </tr>
        ))}
      </Table>
    </div>
  );
}
