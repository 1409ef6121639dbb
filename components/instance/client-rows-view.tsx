"use client";
import { Unplug } from "lucide-react";
import { useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { formatCount, formatNumber } from "#lib/browser/format-number.ts";
import type { ClientRow, ClientRows } from "#lib/inspect/schema.ts";
import { ClientControls } from "./client-controls.tsx";
import { ClientList } from "./client-list.tsx";
import { ClientTable } from "./client-table.tsx";
import { type ClientOrder, sortClients } from "./sort-clients.ts";

/** More rows at once would make typing in the filter slow. */
const ROWS_A_PAGE = 100;

interface ClientRowsViewProps {
  rows: ClientRows;
  /** Absent for roles that close nothing. */
  onKill: ((client: ClientRow) => void) | undefined;
}

export function ClientRowsView({ rows: { clients, more }, onKill }: ClientRowsViewProps) {
  const [filter, setFilter] = useState("");
  const [order, setOrder] = useState<ClientOrder>({ by: "memoryBytes", isDescending: true });
  const [pages, setPages] = useState(1);
  const fitting = sortClients(clients, filter, order);
  const shown = fitting.slice(0, pages * ROWS_A_PAGE);
  return (
    <div className="space-y-3">
      <ClientControls filter={filter} onFilter={setFilter} order={order} onOrder={setOrder} />
      <p role="status" className="text-13 text-ink-muted">
        {filter.trim() === ""
          ? formatCount(clients.length, "client")
          : `${formatNumber(fitting.length)} of ${formatCount(clients.length, "client")}`}
        {more === 0 ? "" : `, and ${formatNumber(more)} more that are not listed: these are the oldest connections`}
      </p>
      {fitting.length === 0 ? (
        <EmptyState icon={<Unplug aria-hidden />} title="No client fits">
          The filter looks at id, address, name, user, last command and library.
        </EmptyState>
      ) : (
        <>
          <ClientList clients={shown} onKill={onKill} />
          <ClientTable clients={shown} order={order} onOrder={setOrder} onKill={onKill} />
        </>
      )}
      {shown.length < fitting.length ? (
        <Button size="small" onClick={() => setPages(pages + 1)}>
          Show {formatNumber(Math.min(ROWS_A_PAGE, fitting.length - shown.length))} more
        </Button>
      ) : null}
    </div>
  );
}
