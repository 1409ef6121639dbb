"use client";
import { LoaderCircle } from "lucide-react";
import { PageLink } from "#components/ui/page-link.tsx";
import { StatusBadge } from "#components/ui/status-badge.tsx";
import { formatClock } from "#lib/browser/format-time.ts";
import { useLiveTopology } from "#lib/browser/live-topology.tsx";
import { useSignInEnd } from "#lib/browser/use-sign-in-end.ts";

/** The deployment's state on every page, with how fresh it is when it is not. */
export function OverallState({ deployment }: { deployment: string }) {
  const { topology, link } = useLiveTopology();
  useSignInEnd(link.kind === "ended");
  const isStale = link.kind === "reconnecting" || link.kind === "refused";
  return (
    <PageLink
      href={`/${deployment}/overview`}
      className="flex h-8 min-w-0 items-center gap-2 rounded-medium px-1.5 hover:bg-surface-hover"
    >
      <span className="sr-only">State of the deployment:</span>
      {topology === undefined ? null : <StatusBadge state={isStale ? "unknown" : topology.health.state} />}
      {isStale ? (
        <span className="hidden items-center gap-1 truncate text-12 text-ink-muted sm:flex">
          <LoaderCircle aria-hidden className="size-3.5 motion-safe:animate-spin" />
          {topology === undefined ? "no contact" : `as of ${formatClock(topology.at)}`}
        </span>
      ) : null}
    </PageLink>
  );
}
