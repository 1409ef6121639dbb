import { StatusBadge } from "#components/ui/status-badge.tsx";
import type { SearchState } from "#lib/browser/search-state.ts";
import { describeSearch } from "./describe-search.ts";

/** How far the search is, and what may be said of it. */
export function SearchStatus({ search }: { search: SearchState }) {
  const told = describeSearch(search);
  if (told === undefined) return null;
  return (
    <div className="px-4 py-2.5">
      <p role="status" className="flex min-h-5 flex-wrap items-center gap-x-2 gap-y-1 text-13 tabular-nums">
        <StatusBadge state={told.state} word={told.word} />
        <span>{told.text}</span>
      </p>
      {search.phase === "searching" ? (
        <progress className="progress mt-2 block" max={1} value={search.fraction} aria-label="Part searched" />
      ) : null}
    </div>
  );
}
