import { LoaderCircle, TriangleAlert } from "lucide-react";
import { RelativeTime } from "#components/ui/relative-time.tsx";
import type { ManagedRow } from "#lib/lifecycle/schema.ts";

/** What stands beside the states: who works on it, and where script and server do not say the same. */
export function ManagedNote({ row }: { row: Pick<ManagedRow, "busy" | "disagreement" | "server" | "script"> }) {
  const { busy, disagreement } = row;
  return (
    <>
      {busy === null ? null : (
        <p role="status" className="flex items-center gap-1.5 text-13 text-info">
          <LoaderCircle aria-hidden className="size-3.5 shrink-0 motion-safe:animate-spin" />
          <span>
            {busy.what}, by {busy.who}, begun <RelativeTime at={busy.since} />
          </span>
        </p>
      )}
      {disagreement === null || busy !== null ? null : (
        <p className="flex items-start gap-1.5 text-13 text-warning">
          <TriangleAlert aria-hidden className="mt-0.5 size-3.5 shrink-0" />
          {disagreement}
        </p>
      )}
    </>
  );
}

export function hasNote({ busy, disagreement }: Pick<ManagedRow, "busy" | "disagreement">): boolean {
  return busy !== null || disagreement !== null;
}
