import type { NotificationTarget } from "#lib/config/notification-schema.ts";
import { log } from "#lib/log.ts";
import type { Store } from "#lib/store/store.ts";
import type { NotificationRow } from "#lib/store/tables.ts";
import { sleepUntilWoken } from "#lib/topology/sleep-until-woken.ts";
import { claimRow, oldestWaiting, updateRow } from "./outbox.ts";
import { Notice } from "./schema.ts";
import { sendNotice } from "./send-notice.ts";

/** So long after each failed attempt; the one after the last is given up. */
const PAUSES_MS = [5_000, 15_000, 60_000, 180_000] as const;
const GIVEN_UP_AFTER_MS = 300_000;
/** Longer than one attempt takes: it ends early only when the process that sends has died. */
const CLAIM_MS = 15_000;
/** Another process may have queued something, or died while it sent. */
const IDLE_MS = 5_000;
const CONTENDED_MS = 250;

export interface DeliveryOptions {
  store: Store;
  target: NotificationTarget;
  now(): number;
  /** How long one idle round lasts at most. */
  idleMs?: number;
}

/** Sends what waits for one target, one message at a time and in order. */
export interface Delivery {
  wake(): void;
  /** What is being sent is broken off, and sent at the next start. */
  close(): Promise<void>;
}

export function startDelivery({ store, target, now, idleMs = IDLE_MS }: DeliveryOptions): Delivery {
  const stopping = new AbortController();
  const { signal } = stopping;
  let waking = new AbortController();
  let isFailing = false;

  async function run(): Promise<void> {
    while (!signal.aborted) {
      waking = new AbortController();
      let pause = idleMs;
      try {
        pause = Math.min(idleMs, await deliverNext(store, target, now, signal));
        isFailing = false;
      } catch (thrown) {
        if (!isFailing) log.error("notifications could not be read or marked", { target: target.name, thrown });
        isFailing = true;
      }
      if (pause > 0) await sleepUntilWoken(pause, AbortSignal.any([signal, waking.signal]));
    }
  }

  const running = run();
  return {
    wake: () => waking.abort(),
    async close() {
      stopping.abort();
      await running;
    },
  };
}

/** Answers how long nothing is to be done. */
async function deliverNext(store: Store, target: NotificationTarget, now: () => number, signal: AbortSignal) {
  const row = await oldestWaiting(store, target.name);
  if (row === undefined) return Number.POSITIVE_INFINITY;
  const wait = Math.max(row.next_at, row.claimed_until) - now();
  if (wait > 0) return wait;
  if (!(await claimRow(store, row, now() + CLAIM_MS))) return CONTENDED_MS;
  const notice = Notice.parse(JSON.parse(row.notice));
  const outcome = await sendNotice(target, notice, signal);
  if (outcome.isDelivered) {
    await updateRow(store, row, { state: "delivered", attempts: row.attempts + 1, tried_at: now(), error: null });
  } else if (signal.aborted) await updateRow(store, row, { claimed_until: 0 });
  else await keepOrGiveUp(store, row, outcome, now());
  return 0;
}

async function keepOrGiveUp(
  store: Store,
  row: NotificationRow,
  { words, isFinal }: { words: string; isFinal: boolean },
  now: number,
): Promise<void> {
  const pause = PAUSES_MS[row.attempts];
  const isGivenUp = isFinal || pause === undefined || now - row.at >= GIVEN_UP_AFTER_MS;
  if (isGivenUp) log.warn("a notification was given up", { target: row.target, notification: row.id, words });
  await updateRow(store, row, {
    attempts: row.attempts + 1,
    tried_at: now,
    error: words,
    ...(isGivenUp ? { state: "given-up" } : { next_at: now + pause, claimed_until: 0 }),
  });
}
