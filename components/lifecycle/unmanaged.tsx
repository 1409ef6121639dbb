import { Badge } from "#components/ui/badge.tsx";
import { PageLink } from "#components/ui/page-link.tsx";
import { Panel } from "#components/ui/panel.tsx";
import { StatusBadge } from "#components/ui/status-badge.tsx";
import type { ManagedRow } from "#lib/lifecycle/schema.ts";
import type { Topology } from "#lib/topology/schema.ts";
import { instanceHref } from "./managed-table.tsx";

interface UnmanagedProps {
  topology: Topology;
  rows: readonly ManagedRow[];
}

/** What belongs to the deployment and no configuration lets the console start or stop. */
export function Unmanaged({ topology, rows }: UnmanagedProps) {
  const managed = new Set(rows.map(({ address }) => address));
  const others = [
    ...topology.instances.map(({ address, role, state }) => ({ address, role, state })),
    ...topology.sentinels.map(({ address, state }) => ({ address, role: "sentinel", state })),
  ].filter(({ address }) => !managed.has(address));
  if (others.length === 0) return null;
  return (
    <Panel title="Not managed">
      <p className="mb-2 text-13 text-ink-muted">
        These belong to the deployment, but its configuration lists no script for them: they are watched, and can be
        neither started nor stopped here.
      </p>
      <ul className="divide-y divide-line border-line border-y">
        {others.map(({ address, role, state }) => (
          <li key={address} className="flex min-h-9 items-center justify-between gap-3 text-13">
            <span className="flex min-w-0 flex-wrap items-center gap-2">
              <PageLink
                href={instanceHref(topology.deployment, address)}
                className="wrap-anywhere font-mono text-accent-text underline-offset-2 hover:underline"
              >
                {address}
              </PageLink>
              <Badge>{role}</Badge>
            </span>
            <StatusBadge state={state} isPlain />
          </li>
        ))}
      </ul>
    </Panel>
  );
}
