import { StatusBadge } from "#components/ui/status-badge.tsx";
import type { Finding } from "#lib/findings/schema.ts";

export const FINDING_LOOKS = {
  error: { state: "critical", word: "Error" },
  warning: { state: "warning", word: "Warning" },
  note: { state: "info", word: "Note" },
} as const;

interface FindingListProps {
  findings: readonly Finding[];
  /** The file that the lines are of. */
  text: string;
}

export function FindingList({ findings, text }: FindingListProps) {
  const lines = text.split("\n");
  return (
    <ul className="divide-y divide-line border-line border-t">
      {findings.map((finding) => (
        <li
          key={`${finding.rule} ${finding.lines.join(",")}`}
          className="grid gap-x-4 gap-y-1 px-4 py-3 sm:grid-cols-[6rem_minmax(0,1fr)]"
        >
          <div>
            <StatusBadge {...FINDING_LOOKS[finding.severity]} />
          </div>
          <div className="min-w-0 space-y-1 text-13">
            <p className="break-words font-medium">{finding.message}</p>
            <p className="break-words text-ink-muted">{finding.why}</p>
            <p className="break-words">{finding.fix}</p>
            {finding.lines.map((line) => (
              <p key={line} className="wrap-anywhere rounded-small bg-surface-sunken px-2 py-0.5 font-mono text-12">
                <span className="mr-2 select-none text-ink-faint">{line}</span>
                {lines[line - 1]}
              </p>
            ))}
            <p className="font-mono text-12 text-ink-faint">{finding.rule}</p>
          </div>
        </li>
      ))}
    </ul>
  );
}
