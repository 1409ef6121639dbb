import type { SessionRow } from "#lib/sessions/schema.ts";

/** What the table and the list of a search's results have in common; sessions are named by their tag. */
export interface SessionRowsProps {
  rows: readonly SessionRow[];
  picked: ReadonlySet<string>;
  revoked: ReadonlySet<string>;
  onPick: (tag: string) => void;
  onPickAll: () => void;
  onOpen: (row: SessionRow) => void;
  onUser: (userId: string) => void;
}
