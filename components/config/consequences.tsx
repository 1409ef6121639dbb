import { Panel } from "#components/ui/panel.tsx";
import { StatusBadge } from "#components/ui/status-badge.tsx";
import type { DriftInstance } from "#lib/drift/schema.ts";
import { FINDING_LOOKS } from "./finding-list.tsx";

const ORDER = { error: 0, warning: 1, note: 2 } as const;

/** What a deploy would do to the instances as they are now, the worst first. */
export function Consequences({ instances }: { instances: readonly DriftInstance[] }) {
  const all = instances
    .flatMap(({ address, consequences }) => consequences.map((finding) => ({ address, ...finding })))
    .toSorted((a, b) => ORDER[a.severity] - ORDER[b.severity]);
  if (all.length === 0) return null;
  return (
    <Panel title="What a deploy would do" isFlush>
      <ul className="divide-y divide-line border-line border-t">
        {all.map(({ address, rule, severity, message, why, fix }) => (
          <li
            key={`${address} ${rule} ${message}`}
            className="grid gap-x-4 gap-y-1 px-4 py-2.5 text-13 sm:grid-cols-[6rem_minmax(0,1fr)]"
          >
            <div>
              <StatusBadge {...FINDING_LOOKS[severity]} />
            </div>
            <div className="min-w-0">
              <p className="break-words font-medium">{message}</p>
              <p className="break-words text-ink-muted">{why}</p>
              <p className="break-words">{fix}</p>
            </div>
          </li>
        ))}
      </ul>
    </Panel>
  );
}
