"use client";
import { useQuery } from "@tanstack/react-query";
import { ArrowRight, ShieldCheck } from "lucide-react";
import { FailurePanel } from "#components/feedback/failure-panel.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { Panel } from "#components/ui/panel.tsx";
import { RelativeTime } from "#components/ui/relative-time.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";
import type { State } from "#components/ui/state.tsx";
import { StatusBadge } from "#components/ui/status-badge.tsx";
import { formatDuration } from "#lib/browser/format-duration.ts";
import { formatCount } from "#lib/browser/format-number.ts";
import { failoversQuery } from "#lib/browser/timeline-query.ts";
import { toClientFailure } from "#lib/browser/to-client-failure.ts";
import type { FailoverStory } from "#lib/timeline/schema.ts";
import { EventList } from "./event-list.tsx";
import { FailoverPhases } from "./failover-phases.tsx";

/** Each past failover: why, from where to where, how long, and the events it is made of. */
export function FailoverStories({ deployment }: { deployment: string }) {
  const { data, error, refetch } = useQuery(failoversQuery(deployment));
  return (
    <Panel title="Past failovers" isFlush>
      {data !== undefined ? (
        <Stories stories={data.stories} deployment={deployment} />
      ) : error !== null ? (
        <div className="p-4 pt-0">
          <FailurePanel failure={toClientFailure(error)} onRetry={() => void refetch()} />
        </div>
      ) : (
        <Skeleton className="mx-4 mb-4 h-24" />
      )}
    </Panel>
  );
}

function Stories({ stories, deployment }: { stories: readonly FailoverStory[]; deployment: string }) {
  if (stories.length === 0) {
    return (
      <EmptyState icon={<ShieldCheck aria-hidden />} title="No failover since the console watches">
        The next one is told here: what began it, which sentinel led it, and how long each part took.
      </EmptyState>
    );
  }
  return (
    <ul className="divide-y divide-line border-line border-t">
      {stories.map((story) => (
        <Story key={story.id} story={story} deployment={deployment} />
      ))}
    </ul>
  );
}

const RESULTS: Record<FailoverStory["result"], { state: State; word: string }> = {
  done: { state: "ok", word: "Done" },
  aborted: { state: "critical", word: "Aborted" },
  "under way": { state: "warning", word: "Under way" },
  unknown: { state: "unknown", word: "End not heard" },
};

const CAUSES = {
  odown: "Enough sentinels found the master down (odown).",
  asked: "Somebody asked for it (SENTINEL FAILOVER).",
  unknown: "Why it began was not heard.",
} as const satisfies Record<FailoverStory["cause"], string>;

function Story({ story, deployment }: { story: FailoverStory; deployment: string }) {
  const { phases, reconfiguredReplicas: replicas } = story;
  return (
    <li className="space-y-1.5 px-4 py-3 text-13">
      <p className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <StatusBadge {...RESULTS[story.result]} />
        <span className="flex flex-wrap items-center gap-1.5 font-mono">
          {story.from ?? "unknown"}
          <ArrowRight aria-label="to" className="size-3.5 shrink-0 text-ink-muted" />
          {story.to ?? "nobody"}
        </span>
        <span className="text-ink-muted">
          <RelativeTime at={story.beganAt} />
          {phases.totalMs === null ? "" : `, took ${formatDuration(phases.totalMs)}`}
        </span>
      </p>
      <p className="text-ink-muted">
        {[
          CAUSES[story.cause],
          story.abortedBecause,
          story.leader === null ? null : `Led by sentinel ${story.leader}.`,
          replicas.length === 0 ? null : `${formatCount(replicas.length, "replica")} made to follow.`,
        ]
          .filter((sentence) => sentence !== null)
          .join(" ")}
      </p>
      <FailoverPhases phases={phases} />
      <details>
        <summary className="cursor-pointer text-12 text-accent-text">
          {formatCount(story.events.length, "event")}
        </summary>
        <div className="mt-2 overflow-hidden rounded-medium border border-line border-t-0">
          <EventList events={story.events.toReversed()} deployment={deployment} />
        </div>
      </details>
    </li>
  );
}
