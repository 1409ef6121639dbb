import { SaveReport } from "#lib/backups/schema.ts";
import { formatDuration } from "#lib/browser/format-duration.ts";
import { formatCount } from "#lib/browser/format-number.ts";
import type { Job } from "#lib/jobs/schema.ts";
import { ActionOutcome } from "#lib/lifecycle/schema.ts";

/** What came of a job on an instance; undefined of other kinds, and before the end. */
export function endedWords({ kind, result }: Pick<Job, "kind" | "result">): string | undefined {
  if (kind.startsWith("lifecycle.")) {
    const outcome = ActionOutcome.safeParse(result);
    return outcome.success ? `${outcome.data.message} It took ${formatDuration(outcome.data.durationMs)}.` : undefined;
  }
  if (kind !== "backup.save") return undefined;
  const report = SaveReport.safeParse(result);
  if (!report.success) return undefined;
  const { keys, durationMs, file } = report.data;
  return `${formatCount(keys, "key")} saved in ${formatDuration(durationMs)}${file === null ? "" : ` to ${file}`}`;
}
