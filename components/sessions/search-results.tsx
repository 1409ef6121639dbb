import { isComplete, type SearchState } from "#lib/browser/search-state.ts";
import type { RevocationScope, SessionRow } from "#lib/sessions/schema.ts";
import { SearchStatus } from "./search-status.tsx";
import { SelectionBar } from "./selection-bar.tsx";
import { SessionTable } from "./session-table.tsx";
import type { PickedRows } from "./use-picked-rows.ts";

interface SearchResultsProps {
  search: SearchState;
  choice: PickedRows;
  label?: string;
  /** Whether all of the one user may be revoked from here. */
  hasUserAction?: boolean;
  /** Where everything of one user stands together. */
  caseHref?: (userId: string) => string;
  onRevoke: (scope: RevocationScope) => void;
  onOpen: (row: SessionRow) => void;
  onUser: (userId: string) => void;
}

export function SearchResults({ search, choice, onRevoke, onOpen, onUser, ...rest }: SearchResultsProps) {
  const { label = "Results", hasUserAction = true, caseHref } = rest;
  const { rows } = search;
  return (
    <section aria-label={label} className="overflow-hidden rounded-large border border-line bg-surface shadow-panel">
      <SearchStatus search={search} />
      {rows.length === 0 ? null : (
        <>
          <SelectionBar
            picked={choice.picked.size}
            isFull={choice.isFull}
            user={hasUserAction ? onlyUser(rows, choice.revoked, isComplete(search)) : undefined}
            caseHref={caseHref}
            onRevokePicked={() => onRevoke({ scope: "picked", refs: choice.pickedRows.map(({ ref }) => ref) })}
            onRevokeUser={(userId) => onRevoke({ scope: "user", userId })}
          />
          <SessionTable
            rows={rows}
            picked={choice.picked}
            revoked={choice.revoked}
            onPick={choice.toggle}
            onPickAll={choice.toggleAll}
            onOpen={onOpen}
            onUser={onUser}
          />
        </>
      )}
    </section>
  );
}

/** The one user whom all these sessions belong to; how many is only told when all were found. */
function onlyUser(rows: readonly SessionRow[], revoked: ReadonlySet<string>, isAll: boolean) {
  const left = rows.filter(({ tag, userId }) => !revoked.has(tag) && userId !== null);
  const [id, ...others] = new Set(left.map(({ userId }) => userId));
  if (id === undefined || id === null || others.length > 0) return undefined;
  return { id, count: isAll ? left.length : undefined };
}
