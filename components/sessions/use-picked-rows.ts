import { useState } from "react";
import type { SessionRow } from "#lib/sessions/schema.ts";

/** What one plan of picked sessions may hold. */
const MOST = 50;

export type PickedRows = ReturnType<typeof usePickedRows>;

export function usePickedRows(rows: readonly SessionRow[]) {
  const [picked, setPicked] = useState<ReadonlySet<string>>(new Set());
  const [revoked, setRevoked] = useState<ReadonlySet<string>>(new Set());
  const free = rows.filter((row) => canBePicked(row, revoked));
  return {
    picked,
    revoked,
    pickedRows: free.filter(({ tag }) => picked.has(tag)),
    isFull: picked.size >= MOST,
    toggle: (tag: string) => setPicked((now) => toggled(now, tag)),
    toggleAll: () => setPicked((now) => new Set(now.size === 0 ? free.slice(0, MOST).map(({ tag }) => tag) : [])),
    markRevoked: (tags: readonly string[]) => {
      setRevoked((now) => new Set([...now, ...tags]));
      setPicked(new Set());
    },
    clear: () => {
      setPicked(new Set());
      setRevoked(new Set());
    },
  };
}

/** What nobody can read is looked at, and revoked, by itself. */
export function canBePicked({ tag, state }: SessionRow, revoked: ReadonlySet<string>): boolean {
  return !revoked.has(tag) && state !== "undecodable";
}

function toggled(now: ReadonlySet<string>, tag: string): ReadonlySet<string> {
  const next = new Set(now);
  if (!next.delete(tag) && next.size < MOST) next.add(tag);
  return next;
}
