import type { SentinelMaster, SentinelReplica } from "#lib/redis/parse-sentinel.ts";

/** Of sentinel.c: how often a sentinel asks, and how much older an answer may be. */
const PING_PERIOD_MS = 1_000;
const INFO_PERIOD_MS = 10_000;
const PINGS_MISSED = 5;
const INFOS_MISSED = 3;
const DOWN_AFTER_FACTOR = 10;

export interface Candidate {
  readonly replica: SentinelReplica;
  /** Why it is passed over; undefined: it may be promoted. */
  readonly obstacle: string | undefined;
}

/** A sentinel's own rule (sentinelSelectSlave of Redis 7.0): who may be promoted, the one it takes first. */
export function rankReplicas(master: SentinelMaster, replicas: readonly SentinelReplica[]): Candidate[] {
  const candidates = replicas.map((replica) => ({ replica, obstacle: obstacleOf(master, replica) }));
  const fit = candidates.filter(({ obstacle }) => obstacle === undefined);
  return [
    ...fit.sort((one, other) => compare(one.replica, other.replica)),
    ...candidates.filter(({ obstacle }) => obstacle !== undefined),
  ];
}

function obstacleOf(master: SentinelMaster, replica: SentinelReplica): string | undefined {
  const { flags, priority, lastOkPingMs, infoAgeMs, linkDownMs } = replica;
  if (flags.isSdown || flags.isOdown) return "the sentinel has it as down";
  if (flags.isDisconnected) return "the sentinel has no connection to it";
  if (lastOkPingMs !== undefined && lastOkPingMs > PING_PERIOD_MS * PINGS_MISSED) return "it has not answered for 5 s";
  if (priority === 0) return "its replica-priority is 0, so it is never promoted";
  // With the master in sdown INFO is asked for every second, and must be as fresh.
  const infoLimitMs = master.flags.isSdown ? PING_PERIOD_MS * PINGS_MISSED : INFO_PERIOD_MS * INFOS_MISSED;
  if (infoAgeMs !== undefined && infoAgeMs > infoLimitMs) return "what the sentinel knows of it is too old";
  // While the master is down no link can be up, so that time does not count.
  const linkLimitMs = (master.downAfterMs ?? 30_000) * DOWN_AFTER_FACTOR + (master.sdownMs ?? 0);
  if (linkDownMs !== undefined && linkDownMs > linkLimitMs) return "its link to the master has been down for too long";
  return undefined;
}

/** Lowest priority, then most data, then the run id that sorts first; one without a run id comes last. */
function compare(one: SentinelReplica, other: SentinelReplica): number {
  return (
    (one.priority ?? 100) - (other.priority ?? 100) ||
    (other.offset ?? 0) - (one.offset ?? 0) ||
    compareRunIds(one.runId, other.runId)
  );
}

function compareRunIds(one: string | undefined, other: string | undefined): number {
  if (one === undefined || other === undefined) return Number(one === undefined) - Number(other === undefined);
  const [left, right] = [one.toLowerCase(), other.toLowerCase()];
  return left < right ? -1 : left > right ? 1 : 0;
}

/** Why `chosen` goes before `replica` although both may be promoted. */
export function whyBehind(chosen: SentinelReplica, replica: SentinelReplica): string {
  const [first, second] = [chosen.priority ?? 100, replica.priority ?? 100];
  if (first !== second) return `its replica-priority ${second} comes after ${first}`;
  if ((chosen.offset ?? 0) !== (replica.offset ?? 0)) return "it has less of the master's data";
  return "both are equal, and its run id sorts later";
}
