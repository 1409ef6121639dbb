"use client";
import { Unplug } from "lucide-react";
import type { StreamLink } from "#lib/browser/follow-stream.ts";
import { formatClock } from "#lib/browser/format-time.ts";

/** Says so, and only then, when what is shown is no longer what is. */
export function Freshness({ at, link }: { at: number; link: StreamLink }) {
  if (link.kind !== "reconnecting" && link.kind !== "refused") return null;
  return (
    <p role="status" className="flex items-center gap-2 rounded-large bg-warning-soft px-4 py-2.5 text-13 text-warning">
      <Unplug aria-hidden className="size-4 shrink-0" />
      <span>
        As of {formatClock(at)}, {link.kind === "refused" ? "and no longer updated" : "reconnecting"}.{" "}
        {link.failure.message}
      </span>
    </p>
  );
}
