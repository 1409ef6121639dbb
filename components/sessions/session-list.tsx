import { Checkbox } from "#components/ui/checkbox.tsx";
import { Expiry } from "./expiry.tsx";
import { RecordedTime } from "./recorded-time.tsx";
import { SessionMark } from "./session-mark.tsx";
import type { SessionRowsProps } from "./session-rows.ts";
import { SessionUser } from "./session-user.tsx";
import { Unreadable } from "./unreadable.tsx";
import { canBePicked } from "./use-picked-rows.ts";

/** The table on narrow screens. */
export function SessionList({ rows, picked, revoked, onPick, onOpen, onUser }: SessionRowsProps) {
  return (
    <ul className="divide-y divide-line border-line border-t">
      {rows.map((row) => {
        const isRevoked = revoked.has(row.tag);
        const name = row.device ?? "Device not recorded";
        return (
          <li key={row.tag} className={`flex gap-3 px-4 py-3 ${picked.has(row.tag) ? "bg-surface-selected" : ""}`}>
            <Checkbox
              aria-label={`Select the session on ${name}, ${row.ip ?? "IP not recorded"}`}
              checked={picked.has(row.tag)}
              disabled={!canBePicked(row, revoked)}
              onChange={() => onPick(row.tag)}
            />
            <div className="min-w-0 flex-1 space-y-0.5 text-13">
              <span className="flex items-center gap-2">
                <button
                  type="button"
                  data-row-focus={row.tag}
                  onClick={() => onOpen(row)}
                  className={`truncate text-left font-medium text-14 ${isRevoked ? "line-through" : ""}`}
                >
                  {name}
                </button>
                <SessionMark row={row} isRevoked={isRevoked} />
              </span>
              <Unreadable row={row} />
              <p className="font-mono text-12 text-ink-muted">{row.ip ?? "IP not recorded"}</p>
              <p className="text-ink-muted">
                Created <RecordedTime at={row.createdAt} />, expires <Expiry at={row.expiresAt} />
              </p>
              <SessionUser userId={row.userId} email={row.email} onUser={onUser} />
            </div>
          </li>
        );
      })}
    </ul>
  );
}
