import { log } from "#lib/log.ts";
import type { Store } from "#lib/store/store.ts";
import type { Happening } from "./happening.ts";
import { storeEvents, trimEvents } from "./store-events.ts";
import { storeStories, trimStories } from "./store-stories.ts";

const TRIM_EVERY_MS = 600_000;
/** While the store does not answer. */
const MOST_WAITING = 2_000;

/** Writes what comes in while it writes in one go afterwards. */
export interface TimelineWriter {
  write(deployment: string, happenings: readonly Happening[]): void;
  close(): Promise<void>;
}

export function createTimelineWriter(store: Store, now: () => number): TimelineWriter {
  const waiting = new Map<string, Happening[]>();
  const seen = new Set<string>();
  let writing: Promise<void> | undefined;
  let trimmedAt = 0;
  let isFailing = false;

  async function writeAll(): Promise<void> {
    while (waiting.size > 0) {
      const batches = [...waiting];
      waiting.clear();
      for (const [deployment, happenings] of batches) await writeBatch(deployment, happenings);
    }
    writing = undefined;
  }

  async function writeBatch(deployment: string, happenings: readonly Happening[]): Promise<void> {
    try {
      const stored = await storeEvents(store, deployment, happenings);
      if (stored.some(({ heard }) => heard !== null)) await storeStories(store, deployment, now());
      if (now() - trimmedAt >= TRIM_EVERY_MS) {
        trimmedAt = now();
        await trimEvents(store, [...seen], now());
        await trimStories(store, [...seen], now());
      }
      isFailing = false;
    } catch (thrown) {
      if (!isFailing) log.error("events could not be stored", { deployment, thrown });
      isFailing = true;
    }
  }

  return {
    write(deployment, happenings) {
      seen.add(deployment);
      const before = waiting.get(deployment) ?? [];
      waiting.set(deployment, [...before, ...happenings].slice(0, MOST_WAITING));
      writing ??= writeAll();
    },
    close: async () => writing,
  };
}
