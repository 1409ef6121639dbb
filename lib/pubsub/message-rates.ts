import type { HeardMessage } from "#lib/redis/listen.ts";

const WINDOW_MS = 1_000;
const MOST_CHANNELS = 2_000;

interface Counter {
  readonly channel: Buffer;
  /** Of several subscriptions that receive the same message, one counts. */
  readonly via: string | undefined;
  count: number;
}

interface Rate {
  readonly channel: Buffer;
  readonly perSecond: number;
}

/** Messages a second of each channel, over the last whole second. */
export function createMessageRates(now: () => number) {
  let startedAt = now();
  let current = new Map<string, Counter>();
  let last = new Map<string, Rate>();

  function turn(): void {
    const elapsed = now() - startedAt;
    if (elapsed < WINDOW_MS) return;
    // Nothing was asked or heard for longer than a window: then these are of another time.
    const counted = elapsed < 3 * WINDOW_MS ? [...current] : [];
    last = new Map(
      counted.map(([key, { channel, count }]) => [key, { channel, perSecond: (count * 1_000) / elapsed }]),
    );
    current = new Map();
    startedAt = now();
  }

  return {
    hear(message: HeardMessage): void {
      turn();
      const { channel, isSharded, pattern: via } = message;
      const key = rateKey(channel, isSharded);
      const counter = current.get(key);
      if (counter === undefined) {
        if (current.size < MOST_CHANNELS) current.set(key, { channel, via, count: 1 });
      } else if (counter.via === via) counter.count += 1;
    },
    rateOf(channel: Buffer, isSharded: boolean): number {
      turn();
      return last.get(rateKey(channel, isSharded))?.perSecond ?? 0;
    },
    busiest(most: number): readonly Rate[] {
      turn();
      return [...last.values()].sort((one, other) => other.perSecond - one.perSecond).slice(0, most);
    },
    total(): number {
      turn();
      return [...last.values()].reduce((sum, { perSecond }) => sum + perSecond, 0);
    },
  };
}

function rateKey(channel: Buffer, isSharded: boolean): string {
  const name = channel.toString("latin1");
  return isSharded ? `shard ${name}` : name;
}
