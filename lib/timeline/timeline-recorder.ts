import { log } from "#lib/log.ts";
import type { DeploymentConnections } from "#lib/redis/deployment-connections.ts";
import type { Store } from "#lib/store/store.ts";
import type { Topology } from "#lib/topology/schema.ts";
import { compareDirectives } from "./compare-directives.ts";
import { compareSnapshots } from "./compare-snapshots.ts";
import { createEventBudget } from "./event-budget.ts";
import type { Happening } from "./happening.ts";
import { createSentinelHearing, type SentinelSaying } from "./hear-sentinels.ts";
import { createTimelineWriter } from "./timeline-writer.ts";

const MOST_INSTANCES = 200;
const LOOKS = "looks";

/** What one poller tells of its deployment; never throws: a store that fails must not stop the looking. */
export interface DeploymentRecorder {
  heard(saying: SentinelSaying): void;
  looked(topology: Topology): void;
  /** The directives of an instance, each time they were read. */
  configured(instance: string, directives: ReadonlyMap<string, string>): void;
}

export interface TimelineRecorder {
  of(deployment: Pick<DeploymentConnections, "name" | "config">): DeploymentRecorder;
  /** Waits for what is being written. */
  close(): Promise<void>;
}

export function createTimelineRecorder(store: Store, now: () => number): TimelineRecorder {
  const writer = createTimelineWriter(store, now);
  return {
    of: ({ name, config }) =>
      createDeploymentRecorder(config.kind === "sentinel" ? config.masterName : "", now, (happenings) =>
        writer.write(name, happenings),
      ),
    close: () => writer.close(),
  };
}

function createDeploymentRecorder(
  masterName: string,
  now: () => number,
  write: (happenings: readonly Happening[]) => void,
): DeploymentRecorder {
  const hear = createSentinelHearing(masterName);
  const budget = createEventBudget();
  const configurations = new Map<string, ReadonlyMap<string, string>>();
  let before: Topology | undefined;

  const affordable = (source: string, happenings: readonly Happening[]) =>
    happenings.filter(({ at }) => budget.take(source, at));
  const guarded = (what: string, work: () => Happening[]) => {
    try {
      const happenings = work();
      if (happenings.length > 0) write(happenings);
    } catch (thrown) {
      log.error("an event could not be understood", { what, thrown });
    }
  };

  return {
    heard: (saying) =>
      guarded("heard", () => {
        const happening = hear(saying);
        return happening === undefined ? [] : affordable(saying.sentinel, [happening]);
      }),
    looked: (topology) =>
      guarded("looked", () => {
        const changes = before === undefined ? [] : compareSnapshots(before, topology);
        before = topology;
        return [...affordable(LOOKS, changes), ...budget.leftOut(topology.at).map(toLeftOut(topology.at))];
      }),
    configured: (instance, directives) =>
      guarded("configured", () => {
        const known = configurations.get(instance);
        if (known === undefined && configurations.size >= MOST_INSTANCES) configurations.clear();
        configurations.set(instance, directives);
        return known === undefined ? [] : affordable(LOOKS, compareDirectives(instance, known, directives, now()));
      }),
  };
}

const toLeftOut =
  (at: number) =>
  ({ source, count }: { source: string; count: number }): Happening => ({
    at,
    kind: source === LOOKS ? "instance" : "sentinel",
    severity: "warning",
    instance: source === LOOKS ? null : source,
    title: `${count} more events not recorded`,
    detail: "They came faster than the timeline takes them.",
    subject: JSON.stringify(["left-out", source]),
    mark: String(at),
    withinMs: 0,
    heard: null,
  });
