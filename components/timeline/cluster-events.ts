import type { TimelineEvent } from "#lib/timeline/schema.ts";

export interface EventCluster {
  /** Where its middle lies on the axis, from 0 to 1. */
  place: number;
  /** Newest first. */
  events: TimelineEvent[];
}

interface Axis {
  fromMs: number;
  untilMs: number;
  /** How many marks fit beside each other. */
  places: number;
}

/** Events whose marks would cover each other share one, oldest first. */
export function clusterEvents(events: readonly TimelineEvent[], { fromMs, untilMs, places }: Axis): EventCluster[] {
  const width = Math.max(1, untilMs - fromMs);
  const within = events.filter(({ at }) => at >= fromMs && at <= untilMs);
  const byPlace = Map.groupBy(within, ({ at }) => Math.min(places - 1, Math.floor(((at - fromMs) / width) * places)));
  return [...byPlace]
    .sort(([one], [other]) => one - other)
    .map(([place, clustered]) => ({ place: (place + 0.5) / places, events: clustered }));
}
