const MOST_KEYS = 50;

export interface MeasuredKey {
  readonly db: number;
  readonly key: Buffer;
  readonly type: string;
  readonly memoryBytes: number;
}

/** Keeps the largest of whatever number of keys, and sums by type. */
export interface LargestKeys {
  add(measured: MeasuredKey): void;
  /** The largest first. */
  top(): MeasuredKey[];
  types(): { type: string; keys: number; memoryBytes: number }[];
}

export function createLargestKeys(): LargestKeys {
  const kept = new Map<string, MeasuredKey>();
  const sums = new Map<string, { keys: number; memoryBytes: number }>();
  let smallest = 0;
  const top = () => [...kept.values()].sort((one, other) => other.memoryBytes - one.memoryBytes);
  return {
    add(measured) {
      const { db, key, type, memoryBytes } = measured;
      const sum = sums.get(type) ?? { keys: 0, memoryBytes: 0 };
      sums.set(type, { keys: sum.keys + 1, memoryBytes: sum.memoryBytes + memoryBytes });
      if (kept.size >= MOST_KEYS && memoryBytes <= smallest) return;
      // SCAN may give a key twice.
      kept.set(`${db} ${key.toString("latin1")}`, measured);
      if (kept.size < MOST_KEYS) return;
      const ordered = [...kept].sort(([, one], [, other]) => other.memoryBytes - one.memoryBytes);
      for (const [name] of ordered.slice(MOST_KEYS)) kept.delete(name);
      smallest = ordered[MOST_KEYS - 1]?.[1].memoryBytes ?? 0;
    },
    top,
    types: () =>
      [...sums].map(([type, sum]) => ({ type, ...sum })).sort((one, other) => other.memoryBytes - one.memoryBytes),
  };
}
