import { DomainError } from "#lib/errors.ts";
import { createHistoryRecorder } from "#lib/history/history-recorder.ts";
import { startNotifier } from "#lib/notifications/start-notifier.ts";
import type { Services } from "#lib/services.ts";
import { createTimelineRecorder } from "#lib/timeline/timeline-recorder.ts";
import { type Poller, startPoller } from "./poller.ts";

// Next builds several copies of this module into one process; the symbol is the same for all.
const SLOT = Symbol.for("redis-console.pollers");

interface Slot {
  [SLOT]?: ReadonlyMap<string, Poller> | undefined;
}

// The global object is where copies of a module meet; this file alone names the member.
const slot = globalThis as Slot;

/** Looks at every deployment from now on, watched or not, for the history's sake; returns what stops it. */
export async function startPollers(services: Services): Promise<() => Promise<void>> {
  const { store, now } = services;
  const recorder = createHistoryRecorder(store);
  const timeline = createTimelineRecorder(store, now);
  const pollers = new Map(
    services.deployments.names.map((name) => {
      const connections = services.deployments.get(name);
      const ear = timeline.of(connections);
      return [name, startPoller({ connections, now, record: recorder.record, timeline: ear })];
    }),
  );
  slot[SLOT] = pollers;
  const notifier = startNotifier(services);
  const following = [...pollers].map(([name, poller]) =>
    notifier.follow(name, poller.watch(new AbortController().signal)),
  );
  return async () => {
    await Promise.all([...pollers.values()].map((poller) => poller.stop()));
    await Promise.all(following);
    await notifier.close();
    await recorder.close();
    await timeline.close();
    if (slot[SLOT] === pollers) slot[SLOT] = undefined;
  };
}

export function pollerFor(name: string): Poller {
  const poller = slot[SLOT]?.get(name);
  if (poller === undefined) throw new DomainError("INTERNAL", "The console has not begun to look at the deployment.");
  return poller;
}
