import { Button } from "#components/ui/button.tsx";
import { formatBytes } from "#lib/browser/format-bytes.ts";
import { formatRoughDuration } from "#lib/browser/format-duration.ts";
import type { ClientRow } from "#lib/inspect/schema.ts";
import { ClientMark, canBeClosed } from "./client-mark.tsx";

interface ClientListProps {
  clients: readonly ClientRow[];
  onKill: ((client: ClientRow) => void) | undefined;
}

/** The table on narrow screens. */
export function ClientList({ clients, onKill }: ClientListProps) {
  return (
    <ul className="divide-y divide-line border-line border-y sm:hidden">
      {clients.map((client) => (
        <li key={client.id} className="flex items-start justify-between gap-3 py-2.5">
          <div className="min-w-0">
            <p className="flex flex-wrap items-center gap-2">
              <span className="wrap-anywhere font-mono text-13">{client.address}</span>
              <ClientMark client={client} />
            </p>
            <p className="break-words text-12 text-ink-muted">{describe(client)}</p>
          </div>
          {onKill !== undefined && canBeClosed(client) ? (
            <Button
              size="small"
              aria-label={`Close the connection of ${client.address}`}
              onClick={() => onKill(client)}
            >
              Close
            </Button>
          ) : null}
        </li>
      ))}
    </ul>
  );
}

function describe({ name, user, command, idleSeconds, memoryBytes }: ClientRow): string {
  return [
    name,
    user === null ? null : `user ${user}`,
    command,
    idleSeconds === null ? null : `idle ${formatRoughDuration(idleSeconds * 1000)}`,
    memoryBytes === null ? null : formatBytes(memoryBytes),
  ]
    .filter((word) => word !== null)
    .join(" · ");
}
