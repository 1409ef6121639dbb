import { classNames } from "#components/ui/class-names.ts";
import { formatDuration } from "#lib/browser/format-duration.ts";
import type { FailoverStory } from "#lib/timeline/schema.ts";

const PHASES = [
  { name: "detectionMs", word: "Detection", ground: "bg-warning-solid" },
  { name: "electionMs", word: "Election", ground: "bg-info-solid" },
  { name: "promotionMs", word: "Promotion", ground: "bg-accent" },
  { name: "reconfigurationMs", word: "Replicas follow", ground: "bg-ok-solid" },
] as const;

/** How long each phase took, as a bar and in words; a phase that was not heard is left out of the bar. */
export function FailoverPhases({ phases }: { phases: FailoverStory["phases"] }) {
  const known = PHASES.flatMap(({ name, ...look }) => {
    const ms = phases[name];
    return ms === null ? [] : [{ ms, ...look }];
  });
  if (known.length === 0) return null;
  return (
    <div className="space-y-1">
      <div aria-hidden className="flex h-2 gap-px overflow-hidden rounded-full">
        {known.map(({ word, ms, ground }) => (
          <span key={word} className={classNames("min-w-0.5", ground)} style={{ flexGrow: Math.max(1, ms) }} />
        ))}
      </div>
      <dl className="flex flex-wrap gap-x-4 text-12 text-ink-muted">
        {known.map(({ word, ms, ground }) => (
          <div key={word} className="flex items-center gap-1.5">
            <span aria-hidden className={classNames("size-2 rounded-full", ground)} />
            <dt>{word}</dt>
            <dd className="text-ink tabular-nums">{formatDuration(ms)}</dd>
          </div>
        ))}
      </dl>
    </div>
  );
}
