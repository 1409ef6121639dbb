import { PageLink } from "#components/ui/page-link.tsx";
import { StatusBadge } from "#components/ui/status-badge.tsx";
import { ManagedButtons } from "./managed-buttons.tsx";
import { ManagedNote } from "./managed-note.tsx";
import { instanceHref, type ManagedTableProps, upFor } from "./managed-table.tsx";
import { SERVER_LOOKS, scriptLook } from "./managed-words.ts";

/** The table where there is no room for one. */
export function ManagedList({ deployment, rows, onAct }: ManagedTableProps) {
  return (
    <ul className="divide-y divide-line border-line border-t lg:hidden">
      {rows.map((row) => {
        const { name, address, script, server, runsOn } = row;
        const said = scriptLook(script);
        const seen = SERVER_LOOKS[server.state];
        const facts = [
          server.role ?? row.kind,
          script.pid === null ? "" : `PID ${script.pid}`,
          server.uptimeSeconds === null ? "" : `up for ${upFor(row)}`,
          server.version ?? "",
          runsOn === "this machine" ? "" : runsOn,
        ];
        return (
          <li key={name} className="space-y-1.5 px-4 py-3">
            <div className="flex flex-wrap items-baseline justify-between gap-x-3">
              <span className="font-medium">{name}</span>
              <PageLink href={instanceHref(deployment, address)} className="font-mono text-12 text-accent-text">
                {address}
              </PageLink>
            </div>
            <p className="text-13 text-ink-muted first-letter:uppercase">
              {facts.filter((fact) => fact !== "").join(" · ")}
            </p>
            <dl className="grid grid-cols-2 gap-2 text-13">
              <div>
                <dt className="text-12 text-ink-muted">Its script says</dt>
                <dd>
                  <StatusBadge state={said.state} word={said.word} isPlain />
                </dd>
              </div>
              <div>
                <dt className="text-12 text-ink-muted">The server says</dt>
                <dd>
                  <StatusBadge state={seen.state} word={seen.word} isPlain />
                </dd>
              </div>
            </dl>
            <ManagedNote row={row} />
            {onAct === undefined ? null : (
              <div className="flex flex-wrap gap-2 pt-1">
                <ManagedButtons row={row} onAct={(action) => onAct(name, action)} />
              </div>
            )}
          </li>
        );
      })}
    </ul>
  );
}
