import { Badge } from "#components/ui/badge.tsx";
import { StatusBadge } from "#components/ui/status-badge.tsx";
import { formatCount } from "#lib/browser/format-number.ts";
import type { PubsubInstance } from "#lib/pubsub/schema.ts";

/** Subscriptions belong to an instance: what each has, and which did not answer. */
export function InstanceStrip({ instances }: { instances: readonly PubsubInstance[] }) {
  return (
    <ul aria-label="Instances" className="flex flex-wrap gap-2">
      {instances.map((instance) => (
        <li
          key={instance.address}
          className="flex flex-wrap items-center gap-x-2 gap-y-0.5 rounded-medium border border-line bg-surface px-3 py-1.5 text-13"
        >
          <span className="font-mono">{instance.address}</span>
          <Badge>{instance.role}</Badge>
          {instance.failure === null ? (
            <span className="text-ink-muted tabular-nums">{describe(instance)}</span>
          ) : (
            <>
              <StatusBadge state="warning" word="Did not answer" isPlain />
              <span className="w-full text-12 text-ink-muted">
                {instance.failure.message} {instance.failure.advice}
              </span>
            </>
          )}
        </li>
      ))}
    </ul>
  );
}

function describe({ channels, shardChannels, patterns }: PubsubInstance): string {
  const parts = [formatCount(channels, "channel"), formatCount(patterns, "pattern")];
  return [...parts, ...(shardChannels === 0 ? [] : [formatCount(shardChannels, "shard channel")])].join(" · ");
}
