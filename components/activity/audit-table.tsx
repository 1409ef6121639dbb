import { RelativeTime } from "#components/ui/relative-time.tsx";
import type { State } from "#components/ui/state.tsx";
import { StatusBadge } from "#components/ui/status-badge.tsx";
import type { AuditLine } from "#lib/audit/schema.ts";

const LOOKS = {
  started: { state: "unknown", word: "Started" },
  succeeded: { state: "ok", word: "Succeeded" },
  failed: { state: "critical", word: "Failed" },
  refused: { state: "warning", word: "Refused" },
  unknown: { state: "warning", word: "Unknown" },
} as const satisfies Record<AuditLine["phase"], { state: State; word: string }>;

/** A line each; what else is known of it opens below. */
export function AuditTable({ lines }: { lines: readonly AuditLine[] }) {
  return (
    <ul className="divide-y divide-line border-line border-t">
      {lines.map((line) => (
        <li key={line.seq}>
          <details>
            <summary className="grid min-h-9 cursor-default items-center gap-x-4 px-4 py-1.5 text-13 hover:bg-surface-hover sm:grid-cols-[110px_110px_130px_200px_1fr]">
              <span className="text-ink-muted">
                <RelativeTime at={line.at} />
              </span>
              <StatusBadge {...LOOKS[line.phase]} isPlain />
              <span className="truncate">{line.userName}</span>
              <span className="truncate font-mono text-12">{line.operation}</span>
              <span className="min-w-0 break-words">{line.target ?? ""}</span>
            </summary>
            <dl className="grid gap-x-8 gap-y-1 bg-surface-sunken px-4 py-3 text-13 sm:grid-cols-2">
              {details(line).map(([name, value]) => (
                <div key={name} className="flex justify-between gap-4">
                  <dt className="text-ink-muted">{name}</dt>
                  <dd className="min-w-0 wrap-anywhere text-right">{value}</dd>
                </div>
              ))}
            </dl>
          </details>
        </li>
      ))}
    </ul>
  );
}

function details(line: AuditLine): [name: string, value: string][] {
  return [
    ["Time", new Date(line.at).toISOString()],
    ["Number", String(line.seq)],
    ["Role", line.role],
    ["Address", line.address],
    ["Deployment", line.deployment ?? "none"],
    ["Reason", line.reason ?? "none given"],
    ["How many", line.count === null ? "not counted" : String(line.count)],
    ["Error", line.errorCode ?? "none"],
    ["Request", line.requestId],
  ];
}
