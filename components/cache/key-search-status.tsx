import { RefreshCw, Square } from "lucide-react";
import { Button } from "#components/ui/button.tsx";
import { StatusBadge } from "#components/ui/status-badge.tsx";
import { formatCount, formatNumber } from "#lib/browser/format-number.ts";
import type { CacheSearchState } from "#lib/browser/use-cache-search.ts";

interface KeySearchStatusProps {
  search: CacheSearchState;
  pattern: string;
  onStop: () => void;
  onAgain: () => void;
}

/** How far the search is, what fits, and what fits and belongs to something else. */
export function KeySearchStatus({ search, pattern, onStop, onAgain }: KeySearchStatusProps) {
  const { phase, matched, spared, source, fraction } = search;
  const isRunning = phase === "searching";
  return (
    <div className="px-4 py-2.5">
      <div className="flex min-h-7 flex-wrap items-center gap-x-3 gap-y-1 text-13 tabular-nums">
        <span role="status" className="flex flex-1 flex-wrap items-center gap-x-2 gap-y-1">
          <Badge search={search} />
          <span>
            {formatCount(matched, "key")} of the cache {matched === 1 ? "fits" : "fit"}{" "}
            <span className="wrap-anywhere font-mono">{pattern}</span>
            {spared === 0 ? "" : `; ${formatNumber(spared)} more belong to something else and are left alone`}
            {search.finished?.why === null || search.finished === undefined ? "" : `. ${search.finished.why}`}
            {phase === "stopped" ? `, of the ${Math.round(fraction * 100)} % that were looked through` : ""}
          </span>
          {source === undefined ? null : (
            <span className="text-ink-muted">
              Read from {source.role} <span className="font-mono">{source.address}</span>
            </span>
          )}
        </span>
        {isRunning ? (
          <Button size="small" onClick={onStop}>
            <Square aria-hidden className="size-3.5" />
            Stop
          </Button>
        ) : (
          <Button size="small" onClick={onAgain}>
            <RefreshCw aria-hidden className="size-3.5" />
            Search again
          </Button>
        )}
      </div>
      {isRunning ? (
        <progress className="progress mt-2 block" max={1} value={fraction} aria-label="Part searched" />
      ) : null}
    </div>
  );
}

function Badge({ search: { phase, matched, finished } }: { search: CacheSearchState }) {
  if (phase === "searching") return <StatusBadge state="unknown" word="Searching" />;
  if (phase === "failed") return <StatusBadge state="critical" word="Not finished" />;
  if (phase === "stopped") return <StatusBadge state="warning" word="Stopped" />;
  if (finished?.isComplete === false) return <StatusBadge state="warning" word="Only the first" />;
  return <StatusBadge state="ok" word={matched === 0 ? "None" : "Complete"} />;
}
