import { formatBytes } from "#lib/browser/format-bytes.ts";
import type { SessionRow } from "#lib/sessions/schema.ts";

/** Of what no codec reads: what it is, how large, and why. */
export function Unreadable({ row: { unreadable } }: { row: SessionRow }) {
  if (unreadable === undefined) return null;
  const { type, sizeBytes, why } = unreadable;
  const size = sizeBytes === null ? "" : ` of ${formatBytes(sizeBytes)}`;
  const text = `${type}${size}; ${why}. Open it to revoke it by itself.`;
  return (
    <span className="block max-w-96 truncate text-12 text-ink-muted" title={text}>
      {text}
    </span>
  );
}
