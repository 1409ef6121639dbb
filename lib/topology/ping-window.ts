const LOOKS = 5;

/** The times of the last PINGs of one instance: a single slow one says more about the moment than about the instance. */
export interface PingWindow {
  /** Answers the second worst of the last looks; of one look, that one. */
  add(ms: number): number;
}

export function createPingWindow(): PingWindow {
  let kept: number[] = [];
  return {
    add(ms) {
      kept = [...kept, ms].slice(-LOOKS);
      const [worst = ms, secondWorst = worst] = kept.toSorted((one, other) => other - one);
      return secondWorst;
    },
  };
}
