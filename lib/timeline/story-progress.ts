import type { HeardEvent } from "./tell-failovers.ts";

/** How far a failover has come. */
export interface StoryProgress {
  trying: Set<string>;
  reconfigured: Set<string>;
  triedAt: number | undefined;
  electedAt: number | undefined;
  promotedAt: number | undefined;
  endedAt: number | undefined;
  leader: string | undefined;
  to: string | undefined;
  epoch: number | undefined;
  abortedBecause: string | undefined;
}

export function noProgress(): StoryProgress {
  return {
    trying: new Set(),
    reconfigured: new Set(),
    triedAt: undefined,
    electedAt: undefined,
    promotedAt: undefined,
    endedAt: undefined,
    leader: undefined,
    to: undefined,
    epoch: undefined,
    abortedBecause: undefined,
  };
}

/** Takes one event in; what matters is said by the sentinel that leads. */
export function advance(progress: StoryProgress, { heard, shown: { at } }: HeardEvent): void {
  const { name, sentinel, address, epoch, to } = heard;
  const isOfLeader = progress.leader === undefined || progress.leader === sentinel;
  if (name === "+try-failover") {
    progress.trying.add(sentinel);
    progress.triedAt ??= at;
    progress.epoch ??= epoch;
  } else if (name === "+elected-leader") {
    progress.leader = sentinel;
    progress.electedAt = at;
    progress.epoch = epoch ?? progress.epoch;
  } else if (name === "+promoted-replica" && isOfLeader) {
    progress.to = address;
    progress.promotedAt = at;
  } else if (name === "+replica-reconf-done" && address !== undefined) {
    progress.reconfigured.add(address);
  } else if (name === "+switch-master") {
    progress.to = to;
    // Others switch while the leader still sees to the replicas.
    if (isOfLeader) progress.endedAt = at;
  } else if (name.startsWith("+failover-end") && isOfLeader) {
    progress.endedAt = at;
  } else if (name.startsWith(ABORT) && isOfLeader) {
    progress.trying.delete(sentinel);
    if (progress.leader === undefined && progress.trying.size > 0) return;
    progress.abortedBecause = name.slice(ABORT.length);
    progress.endedAt = at;
  }
}

const ABORT = "-failover-abort-";
