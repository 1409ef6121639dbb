import { classNames } from "#components/ui/class-names.ts";
import type { LimitsBoard } from "#lib/rate-limits/schema.ts";

interface BoardFilterProps {
  perLimiter: LimitsBoard["perLimiter"];
  only: string | undefined;
  onOnly: (keyspace: string | undefined) => void;
}

/** How many each limiter refuses, and one of them alone. */
export function BoardFilter({ perLimiter, only, onOnly }: BoardFilterProps) {
  if (perLimiter.length < 2) return null;
  return (
    <fieldset className="flex flex-wrap gap-2 border-line border-t px-4 py-2.5">
      <legend className="sr-only">Limiters</legend>
      {perLimiter.map(({ keyspace, label, blocked, counted }) => (
        <button
          key={keyspace}
          type="button"
          aria-pressed={only === keyspace}
          onClick={() => onOnly(only === keyspace ? undefined : keyspace)}
          className={classNames(
            "h-7 rounded-full border px-3 text-12 tabular-nums transition-colors",
            only === keyspace
              ? "border-accent bg-surface-selected text-ink"
              : "border-line-strong text-ink-muted hover:bg-surface-hover hover:text-ink",
          )}
        >
          {label}: {blocked.toLocaleString("en")} blocked of {counted.toLocaleString("en")}
        </button>
      ))}
    </fieldset>
  );
}
