const SURE_WITHIN_MS = 1_000;
/** Enough to say how many seconds a replica is behind that is minutes behind. */
const MOST_KEPT = 600;

/** When the master had which offset: turns bytes of lag into seconds. */
export interface MasterOffsets {
  add(runId: string | undefined, offset: number | undefined, at: number): void;
  /** How long ago the master was where the replica is now; the least it can be where that is longer ago than is kept. */
  secondsBehind(replicaOffset: number): number | undefined;
}

export function createMasterOffsets(): MasterOffsets {
  let kept: { offset: number; at: number }[] = [];
  let master: string | undefined;
  return {
    add(runId, offset, at) {
      if (runId !== master) kept = [];
      master = runId;
      if (offset === undefined) return;
      const last = kept.at(-1);
      if (last !== undefined && offset < last.offset) kept = [];
      kept.push({ offset, at });
      if (kept.length > MOST_KEPT) kept.shift();
    },
    secondsBehind(replicaOffset) {
      const newest = kept.at(-1);
      if (newest === undefined) return undefined;
      if (replicaOffset >= newest.offset) return 0;
      const index = kept.findLastIndex(({ offset }) => offset <= replicaOffset);
      const [before, after] = [kept[index], kept[index + 1]];
      if (before === undefined || after === undefined) return (newest.at - (kept[0]?.at ?? newest.at)) / 1000;
      const share = (replicaOffset - before.offset) / (after.offset - before.offset);
      const then = before.at + share * (after.at - before.at);
      // Between two looks that lie far apart nobody knows when the master went on: then the least is said that is sure.
      const least = newest.at - after.at;
      return Math.round(Math.min(newest.at - then, least + SURE_WITHIN_MS) / 100) / 10;
    },
  };
}
