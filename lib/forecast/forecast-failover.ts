import type { SentinelMaster, SentinelPeer, SentinelReplica } from "#lib/redis/parse-sentinel.ts";
import type { Forecast, ReplicaVerdict } from "./schema.ts";
import { type Candidate, rankReplicas, whyBehind } from "./select-replica.ts";

/** What one answering sentinel says. */
export interface SentinelBelief {
  readonly address: string;
  readonly master: SentinelMaster | undefined;
  readonly replicas: readonly SentinelReplica[];
  readonly peers: readonly SentinelPeer[];
  readonly isTilt: boolean | undefined;
}

interface Circumstances {
  readonly beliefs: readonly SentinelBelief[];
  readonly isUnderWay: boolean;
  /** How far a replica is behind; undefined where nobody knows. */
  lagOf(address: string): { bytes: number | null; seconds: number | null } | undefined;
}

/** Whether a failover could happen now, which replica it would promote, and what would be lost; pure. */
export function forecastFailover({ beliefs, isUnderWay, lagOf }: Circumstances): Forecast {
  const views = beliefs.flatMap((belief) =>
    belief.master === undefined ? [] : [{ belief, ranked: rankReplicas(belief.master, belief.replicas) }],
  );
  const [first] = views;
  if (first === undefined) {
    const obstacle = "no sentinel answers, so nobody would notice or act";
    return { ...NOTHING, automaticObstacle: obstacle, manualObstacle: obstacle };
  }
  const choices = views.map(({ belief, ranked }) => ({ by: belief.address, choice: choiceOf(ranked) }));
  const chosen = mostCommon(choices.map(({ choice }) => choice));
  const leader = views.find(({ ranked }) => choiceOf(ranked) === chosen) ?? first;
  const shared = isUnderWay ? "a failover is under way already" : chosen === null ? nobodyFit(leader.ranked) : null;
  const other = choices.find(({ choice }) => choice !== chosen);
  const lag = chosen === null ? undefined : lagOf(chosen);
  return {
    automaticObstacle: shared ?? whyNotByThemselves(beliefs),
    manualObstacle: shared ?? (beliefs.every(({ isTilt }) => isTilt === true) ? TILT : null),
    chosen,
    dissent: other === undefined ? null : `sentinel ${other.by} would choose ${other.choice ?? "none"}`,
    replicas: leader.ranked.map((candidate) => verdict(candidate, leader.ranked[0], chosen)),
    riskBytes: lag?.bytes ?? null,
    riskSeconds: lag?.seconds ?? null,
  };
}

const NOTHING = { chosen: null, dissent: null, replicas: [], riskBytes: null, riskSeconds: null };
const TILT = "every sentinel that answers is in tilt, and acts on nothing";

function choiceOf([best]: readonly Candidate[]): string | null {
  return best === undefined || best.obstacle !== undefined ? null : (best.replica.address ?? null);
}

function mostCommon(choices: readonly (string | null)[]): string | null {
  const counted = [...Map.groupBy(choices, (choice) => choice)];
  return counted.sort(([, one], [, other]) => other.length - one.length)[0]?.[0] ?? null;
}

function nobodyFit(ranked: readonly Candidate[]): string {
  return ranked.length === 0 ? "the master has no replica" : "no replica may be promoted";
}

/** By themselves they need the quorum to agree that it is down, and a majority of all known to elect a leader. */
function whyNotByThemselves(beliefs: readonly SentinelBelief[]): string | null {
  const awake = beliefs.filter(({ isTilt }) => isTilt !== true);
  if (awake.length === 0) return TILT;
  const reasons = awake.map(({ master, peers }) => {
    const voters = peers.length + 1;
    const usable = peers.filter(({ flags }) => !flags.isSdown && !flags.isDisconnected).length + 1;
    const needed = Math.max(master?.quorum ?? 1, Math.floor(voters / 2) + 1);
    return usable >= needed ? null : `only ${usable} of ${voters} sentinels can be reached, and it takes ${needed}`;
  });
  return reasons.includes(null) ? null : (reasons[0] ?? null);
}

function verdict({ replica, obstacle }: Candidate, best: Candidate | undefined, chosen: string | null): ReplicaVerdict {
  const address = replica.address ?? "unknown";
  const isChosen = address === chosen;
  return {
    address,
    isChosen,
    obstacle: obstacle ?? null,
    behind: isChosen || obstacle !== undefined || best === undefined ? null : whyBehind(best.replica, replica),
  };
}
