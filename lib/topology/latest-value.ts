/** One writer, many readers, each of which gets the newest value it has not had: a slow one skips what lies between. */
export interface LatestValue<T> {
  readonly value: T | undefined;
  set(value: T): void;
  /** Ends with the signal or with `end`. */
  read(signal: AbortSignal): AsyncGenerator<T, void>;
  end(): void;
}

export function createLatestValue<T>(): LatestValue<T> {
  let newest: { value: T; version: number } | undefined;
  let hasEnded = false;
  const waiting = new Set<() => void>();
  const wakeAll = () => {
    for (const wake of waiting) wake();
    waiting.clear();
  };

  function nextChange(signal: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      const wake = () => {
        signal.removeEventListener("abort", wake);
        waiting.delete(wake);
        resolve();
      };
      waiting.add(wake);
      signal.addEventListener("abort", wake, { once: true });
    });
  }

  return {
    get value() {
      return newest?.value;
    },
    set(value) {
      newest = { value, version: (newest?.version ?? 0) + 1 };
      wakeAll();
    },
    async *read(signal) {
      let had = 0;
      while (!signal.aborted && !hasEnded) {
        if (newest !== undefined && newest.version !== had) {
          had = newest.version;
          yield newest.value;
        } else {
          await nextChange(signal);
        }
      }
    },
    end() {
      hasEnded = true;
      wakeAll();
    },
  };
}
