import type { NotificationTarget } from "#lib/config/notification-schema.ts";
import type { ConsoleConfig } from "#lib/config/schema.ts";
import type { Store } from "#lib/store/store.ts";
import type { Topology } from "#lib/topology/schema.ts";
import { type Advance, type Announced, advanceState, NEVER_TOLD } from "./advance-state.ts";
import { claimChange, readAnnounced, rereadAnnounced } from "./announced-states.ts";
import { createHeldState, type HeldState, isAtLeast } from "./hold-state.ts";
import { noticeOf } from "./notice-of.ts";
import { queueNotice } from "./outbox.ts";
import type { Notice } from "./schema.ts";
import { type CheckKey, type SeenState, seenStates } from "./seen-states.ts";

/** What lies further apart has not lasted: nobody looked in between. */
const LONGEST_GAP_MS = 10_000;

interface TellerOptions {
  config: ConsoleConfig;
  store: Store;
  deployment: string;
  /** Something waits in the queues of these targets. */
  onQueued(targets: readonly string[]): void;
}

/** Follows the checks of one deployment and queues a message when one has changed its state for good. */
export interface ChangeTeller {
  take(snapshot: Topology): Promise<void>;
}

export function createChangeTeller({ config, store, deployment, onQueued }: TellerOptions): ChangeTeller {
  const targets = config.notifications.filter((target) => target.deployments?.includes(deployment) ?? true);
  const longestGap = Math.max(LONGEST_GAP_MS, 3 * (config.deployments[deployment]?.pollMs ?? 0));
  const held = new Map<string, HeldState>();
  let announced: Map<string, CheckKey & { told: Announced }> | undefined;
  let lookedAt = Number.NEGATIVE_INFINITY;

  async function announce(seen: SeenState, told: Announced, { next, kind }: Advance, at: number): Promise<Announced> {
    const notice =
      kind === undefined
        ? undefined
        : noticeOf(config, deployment, seen, { kind, oldState: told.state, newState: next.state, at });
    const wanting = notice === undefined ? [] : targets.filter((target) => wants(target, notice));
    const written = await store.db.transaction().execute(async (db) => {
      const claimed = await claimChange(db, deployment, seen, { told, next, at });
      if (claimed === undefined || notice === undefined) return claimed;
      for (const { name } of wanting) await queueNotice(db, name, notice);
      return claimed;
    });
    if (written === undefined) return rereadAnnounced(store, deployment, seen);
    onQueued(wanting.map(({ name }) => name));
    return written;
  }

  async function follow(seen: SeenState, at: number, known: NonNullable<typeof announced>): Promise<void> {
    const key = keyOf(seen);
    const own = held.get(key) ?? createHeldState();
    held.set(key, own);
    if (seen.state === undefined) return own.forget();
    own.see(seen.state, at);
    const told = known.get(key)?.told ?? NEVER_TOLD;
    const advance = advanceState(told, own.settled(told.state, at), at);
    if (advance === undefined) return;
    const { checkId, instance } = seen;
    known.set(key, { checkId, instance, told: await announce(seen, told, advance, at) });
  }

  return {
    async take(snapshot) {
      const { at } = snapshot;
      announced ??= new Map((await readAnnounced(store, deployment)).map((one) => [keyOf(one), one]));
      if (at < lookedAt || at - lookedAt > longestGap) held.clear();
      lookedAt = at;
      const seen = seenStates(snapshot, [...announced.values()]);
      for (const one of seen) await follow(one, at, announced);
      const isSeen = new Set(seen.map(keyOf));
      for (const key of held.keys()) if (!isSeen.has(key)) held.delete(key);
    },
  };
}

function keyOf({ checkId, instance }: CheckKey): string {
  return `${checkId} ${instance}`;
}

function wants({ minimum }: NotificationTarget, { oldState, newState, kind }: Notice): boolean {
  return kind === "steady" || isAtLeast(oldState, minimum) || isAtLeast(newState, minimum);
}
