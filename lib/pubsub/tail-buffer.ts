import { plainText } from "#lib/plain-text.ts";
import type { HeardMessage } from "#lib/redis/listen.ts";
import type { GuardedNames } from "./guarded-names.ts";
import { createMessageRates } from "./message-rates.ts";
import type { TailEvent, TailMessage } from "./schema.ts";
import type { MessageShower } from "./show-message.ts";

/** Nobody reads more; what comes beyond is counted. */
const MOST_A_BATCH = 200;
/** A message that is longer is only named. */
const LONGEST_KEPT_BYTES = 256 * 1024;
const MOST_KEPT_BYTES = 512 * 1024;
/** Texts of one batch, so that it stays below what may wait for a slow reader. */
const MOST_SHOWN_A_BATCH = 48 * 1024;
const CHANNELS_SHOWN = 20;
const LONGEST_NAME = 200;

type Batch = Extract<TailEvent, { type: "batch" }>;

interface Kept extends Omit<HeardMessage, "payload"> {
  /** undefined: too long to be looked into. */
  readonly payload: Buffer | undefined;
  readonly bytes: number;
  readonly at: number;
}

/** What waits for one viewer: bounded, however much comes and however slowly it is read. */
export function createTailBuffer(show: MessageShower, { channelName, mayFind }: GuardedNames, now: () => number) {
  const rates = createMessageRates(now);
  let kept: Kept[] = [];
  let keptBytes = 0;
  let received = 0;
  let notShown = 0;
  return {
    hear(message: HeardMessage): void {
      if (message.pattern !== undefined && !mayFind(message.pattern, message.channel)) return;
      received += 1;
      rates.hear(message);
      const { payload, ...rest } = message;
      const isLong = payload.length > LONGEST_KEPT_BYTES;
      const weight = isLong ? 0 : payload.length;
      if (kept.length >= MOST_A_BATCH || keptBytes + weight > MOST_KEPT_BYTES) {
        notShown += 1;
        return;
      }
      keptBytes += weight;
      kept.push({ ...rest, payload: isLong ? undefined : payload, bytes: payload.length, at: now() });
    },
    /** What has come since the last time. */
    take(): Batch {
      const messages: TailMessage[] = [];
      let room = MOST_SHOWN_A_BATCH;
      for (const one of kept) {
        const shown = { ...toTailMessage(one, show), channel: channelName(one.channel) };
        room -= shown.text.length;
        if (room < 0 && messages.length > 0) notShown += 1;
        else messages.push(shown);
      }
      [kept, keptBytes] = [[], 0];
      return {
        type: "batch",
        messages,
        received,
        notShown,
        perSecond: rounded(rates.total()),
        channels: rates.busiest(CHANNELS_SHOWN).map(({ channel, perSecond }) => ({
          channel: channelName(channel),
          perSecond: rounded(perSecond),
        })),
      };
    },
    hasMessages: () => kept.length > 0,
    rateOf: rates.rateOf,
  };
}

function toTailMessage(
  { channel, pattern, payload, isSharded, bytes, at }: Kept,
  show: MessageShower,
): Omit<TailMessage, "channel"> {
  return {
    at,
    pattern: pattern === undefined ? null : plainText(pattern, LONGEST_NAME),
    isSharded,
    bytes,
    ...show(payload, channel, isSharded),
  };
}

function rounded(perSecond: number): number {
  return Math.round(perSecond * 10) / 10;
}
