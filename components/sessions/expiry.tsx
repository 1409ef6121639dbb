import { RelativeTime } from "#components/ui/relative-time.tsx";

/** A session without an end is worth saying so. */
export function Expiry({ at }: { at: number | null }) {
  return at === null ? <span className="text-ink-muted">never</span> : <RelativeTime at={at} />;
}
