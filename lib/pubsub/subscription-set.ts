import { isDomainError } from "#lib/errors.ts";
import type { HeardMessage, Listening, SubscriptionKind } from "#lib/redis/listen.ts";
import { globMatches } from "./glob-matches.ts";

export interface Wanted {
  readonly kind: SubscriptionKind;
  readonly name: Buffer;
}

export interface Refusal extends Wanted {
  readonly message: string;
  readonly advice: string;
}

/** One who watches: told of each message, so it must be quick about it. */
export interface Viewer {
  readonly wanted: readonly Wanted[];
  readonly hear: (message: HeardMessage) => void;
  readonly onRefused: (refusal: Refusal) => void;
}

interface Shared extends Wanted {
  readonly viewers: Set<Viewer>;
  isConfirmed: boolean;
}

/** What all viewers of a deployment want together, each name once. */
export function createSubscriptionSet() {
  const all = new Map<string, Shared>();

  const isConfirmed = (channel: Buffer, isSharded: boolean) =>
    all.get(keyOf(isSharded ? "shard" : "channel", channel))?.isConfirmed ?? false;

  async function subscribe(listening: Listening, shared: Shared): Promise<void> {
    // Whoever wanted it may have gone meanwhile.
    if (shared.viewers.size === 0) return;
    try {
      await listening.subscribe(shared.kind, shared.name);
      shared.isConfirmed = true;
    } catch (thrown) {
      // Without the right to one channel the others are still heard.
      if (!isDomainError(thrown) || thrown.code !== "REDIS_REPLIED_ERROR") throw thrown;
      const { kind, name, viewers } = shared;
      for (const viewer of viewers) viewer.onRefused({ kind, name, message: thrown.message, advice: thrown.advice });
    }
  }

  return {
    /** What is new in the set is subscribed to at once where somebody listens. */
    async add(viewer: Viewer, listening: Listening | undefined): Promise<void> {
      const fresh = viewer.wanted.flatMap((wanted) => {
        const key = keyOf(wanted.kind, wanted.name);
        const known = all.get(key);
        known?.viewers.add(viewer);
        // Refused before: asked again, for the rules may have changed.
        if (known?.isConfirmed) return [];
        const shared = known ?? { ...wanted, viewers: new Set([viewer]), isConfirmed: false };
        all.set(key, shared);
        return [shared];
      });
      if (listening !== undefined) for (const shared of fresh) await subscribe(listening, shared);
    },
    async remove(viewer: Viewer, listening: Listening | undefined): Promise<void> {
      // All at once, whatever becomes of the connection meanwhile.
      const unwanted = [...all].filter(([, { viewers }]) => viewers.delete(viewer) && viewers.size === 0);
      for (const [key] of unwanted) all.delete(key);
      // Also what is not confirmed yet: the server takes commands in their order.
      await Promise.all(unwanted.map(([, { kind, name }]) => listening?.unsubscribe(kind, name)));
    },
    async subscribeAll(listening: Listening): Promise<void> {
      for (const shared of [...all.values()]) await subscribe(listening, shared);
    },
    forgetConfirmed(): void {
      for (const shared of all.values()) shared.isConfirmed = false;
    },
    pass(message: HeardMessage): void {
      for (const viewer of all.get(keyOfMessage(message))?.viewers ?? []) viewer.hear(message);
    },
    isConfirmed,
    /** Each subscription receives a message for itself. */
    countFor(channel: Buffer, isSharded: boolean): number {
      let count = isConfirmed(channel, isSharded) ? 1 : 0;
      if (isSharded) return count;
      for (const shared of all.values()) {
        if (shared.kind === "pattern" && shared.isConfirmed && globMatches(shared.name, channel)) count += 1;
      }
      return count;
    },
  };
}

function keyOfMessage({ channel, pattern, isSharded }: HeardMessage): string {
  if (pattern !== undefined) return `pattern ${Buffer.from(pattern).toString("latin1")}`;
  return keyOf(isSharded ? "shard" : "channel", channel);
}

function keyOf(kind: SubscriptionKind, name: Buffer): string {
  return `${kind} ${name.toString("latin1")}`;
}
