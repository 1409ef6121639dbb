import type { DeploymentConnections } from "#lib/redis/deployment-connections.ts";
import type { TailGap, TailSource } from "./schema.ts";
import { createSubscriptionSet, type Viewer } from "./subscription-set.ts";
import { TailSourceLoop } from "./tail-source.ts";

export interface TailViewer extends Viewer {
  readonly onSource: (source: TailSource) => void;
  /** `until` is null while nothing is heard. */
  readonly onGap: (gap: TailGap) => void;
  readonly rateOf: (channel: Buffer, isSharded: boolean) => number;
}

export interface TailHub {
  /** Returns what ends it. */
  join(viewer: TailViewer): () => void;
  deliveriesOn(address: string, channel: Buffer, isSharded: boolean): number;
  watchesByName(address: string, channel: Buffer, isSharded: boolean): boolean;
  rateOf(channel: Buffer, isSharded: boolean): number | undefined;
}

/** One subscribing connection for all who watch a deployment. */
export function createTailHub(connections: DeploymentConnections): TailHub {
  const viewers = new Set<TailViewer>();
  const subscriptions = createSubscriptionSet();
  const source = new TailSourceLoop({
    connections,
    isWanted: () => viewers.size > 0,
    onMessage: subscriptions.pass,
    onOpen: subscriptions.subscribeAll,
    onClosed: subscriptions.forgetConfirmed,
    onSource(found) {
      for (const viewer of viewers) viewer.onSource(found);
    },
    onGap(gap) {
      for (const viewer of viewers) viewer.onGap(gap);
    },
  });
  // A connection on which a subscription could not be changed is left, and another one opened.
  const leave = () => source.listening?.close();
  return {
    join(viewer) {
      const now = source.state;
      if (now.source !== undefined) viewer.onSource(now.source);
      if (now.gap !== undefined) viewer.onGap(now.gap);
      viewers.add(viewer);
      subscriptions.add(viewer, source.listening).catch(leave);
      source.begin();
      return () => {
        if (!viewers.delete(viewer)) return;
        subscriptions.remove(viewer, source.listening).catch(leave);
        if (viewers.size === 0) source.nudge();
      };
    },
    deliveriesOn: (address, channel, isSharded) =>
      source.listening?.address === address ? subscriptions.countFor(channel, isSharded) : 0,
    watchesByName: (address, channel, isSharded) =>
      source.listening?.address === address && subscriptions.isConfirmed(channel, isSharded),
    rateOf(channel, isSharded) {
      if (subscriptions.countFor(channel, isSharded) === 0) return undefined;
      // Whoever watches it has counted it; the others say 0.
      return Math.max(0, ...[...viewers].map((viewer) => viewer.rateOf(channel, isSharded)));
    },
  };
}
