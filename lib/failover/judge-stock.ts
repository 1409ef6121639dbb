import type { Thresholds } from "#lib/config/deployment-schema.ts";
import type { PreCheck } from "./schema.ts";
import type { InstanceSight, SentinelSight, Stock } from "./take-stock.ts";

/** Shorter, and the Sentinels would take a master with paused writes for dead: its own PUBLISH waits with them. */
export const SHORTEST_DOWN_AFTER_MS = 3_000;

/** Everything that must be so before writes are paused, each with its numbers; pure. */
export function judgeStock(stock: Stock, thresholds: Pick<Thresholds, "lagBytes">): PreCheck[] {
  return [
    checkSentinels(stock),
    checkQuorum(stock.sentinels),
    checkUnderWay(stock.sentinels),
    checkDownAfter(stock.sentinels),
    checkMaster(stock),
    checkCandidate(stock),
    ...checkReplicas(stock),
    checkForks(stock.instances),
    checkLag(stock, thresholds.lagBytes.warning),
  ];
}

const ok = (id: string, words: string): PreCheck => ({ id, state: "ok", words });
const refused = (id: string, words: string): PreCheck => ({ id, state: "refused", words });
const warning = (id: string, words: string): PreCheck => ({ id, state: "warning", words });

function checkSentinels({ sentinels, master }: Stock): PreCheck {
  const agreeing = sentinels.filter(({ seen }) => seen?.master?.address === master).length;
  const silent = sentinels.filter(({ seen }) => seen === undefined).map(({ address }) => address);
  const words = `${agreeing} of ${sentinels.length} Sentinels name ${master} as the master`;
  if (agreeing <= sentinels.length / 2) return refused("sentinels", `${words}, which is no majority.`);
  if (silent.length > 0) return warning("sentinels", `${words}; silent: ${silent.join(", ")}.`);
  return agreeing === sentinels.length ? ok("sentinels", `${words}.`) : warning("sentinels", `${words}.`);
}

function checkQuorum(sentinels: readonly SentinelSight[]): PreCheck {
  const failing = sentinels.filter(({ seen }) => seen?.isQuorumOk === false);
  const [first] = failing;
  if (first !== undefined) return refused("quorum", `Sentinel ${first.address}: ${first.seen?.quorumReply ?? ""}`);
  const reaching = sentinels.filter(({ seen }) => seen?.isQuorumOk === true).length;
  if (reaching === 0) return refused("quorum", "No Sentinel could say whether the quorum is reached.");
  return ok("quorum", `The quorum is reached, by the word of ${reaching} Sentinels.`);
}

function checkUnderWay(sentinels: readonly SentinelSight[]): PreCheck {
  const busy = sentinels.find(({ seen }) => seen?.master?.flags.isFailoverInProgress);
  if (busy !== undefined) return refused("under-way", `Sentinel ${busy.address} has a failover under way already.`);
  const tilted = sentinels.filter(({ seen }) => seen?.isTilt === true).map(({ address }) => address);
  if (tilted.length > 0) return refused("under-way", `In tilt, so acting on nothing: ${tilted.join(", ")}.`);
  return ok("under-way", "No failover is under way, and no Sentinel is in tilt.");
}

function checkDownAfter(sentinels: readonly SentinelSight[]): PreCheck {
  const times = sentinels.flatMap(({ seen }) => seen?.master?.downAfterMs ?? []);
  const shortest = Math.min(...times);
  if (times.length === 0) return refused("down-after", "No Sentinel says after how long it takes the master for down.");
  const words = `The Sentinels take the master for down after ${shortest / 1_000} s`;
  return shortest < SHORTEST_DOWN_AFTER_MS
    ? refused("down-after", `${words}; a pause of writes holds up their own messages too, so it takes 3 s.`)
    : ok("down-after", `${words}, which leaves time for a pause.`);
}

function checkMaster({ instances: [master] }: Stock): PreCheck {
  if (master?.seen === undefined) return refused("master", `The master does not answer: ${master?.silence ?? ""}`);
  const { replication, persistence } = master.seen;
  if (replication.role !== "master") return refused("master", `${master.address} does not call itself the master.`);
  if (persistence.isLoading) return refused("master", `${master.address} still loads its data.`);
  if (replication.goodReplicas !== undefined) {
    const words = "min-replicas-to-write is set: until the replicas follow the new master it refuses writes.";
    return warning("master", words);
  }
  return ok("master", `${master.address} answers, and is the master.`);
}

function checkCandidate({ forecast: { chosen, manualObstacle, dissent } }: Stock): PreCheck {
  if (chosen === null)
    return refused("candidate", `Nobody would be promoted: ${manualObstacle ?? "no replica is fit"}.`);
  if (manualObstacle !== null) return refused("candidate", `The Sentinels would refuse: ${manualObstacle}.`);
  return dissent === null
    ? ok("candidate", `${chosen} would be promoted.`)
    : warning("candidate", `${chosen} would be promoted; ${dissent}.`);
}

/** One that is down is not waited for, and no Sentinel promotes it while it is. */
function checkReplicas(stock: Stock): PreCheck[] {
  return stock.instances.slice(1).map(({ address, seen, silence }) => {
    const id = `replica ${address}`;
    const isFit = isEligible(stock, address);
    if (seen === undefined) {
      return isFit
        ? refused(id, `${address} does not answer the console, and the Sentinels might promote it: ${silence}`)
        : warning(id, `${address} does not answer and is not waited for: ${silence}`);
    }
    const { isLinkUp, isSyncing, role } = seen.replication;
    if (seen.persistence.isLoading) return refused(id, `${address} still loads its data.`);
    if (role !== "replica") return refused(id, `${address} calls itself a master too.`);
    if (isSyncing) return refused(id, `${address} is being synchronised with the master.`);
    return isLinkUp === true
      ? ok(id, `${address} is linked to the master.`)
      : refused(id, `${address} has no link to the master.`);
  });
}

function checkForks(instances: readonly InstanceSight[]): PreCheck {
  const busy = instances.flatMap(({ address, seen }) =>
    seen?.persistence.isSaving
      ? [`${address} writes an RDB file`]
      : seen?.persistence.isRewritingAof
        ? [`${address} rewrites its AOF`]
        : [],
  );
  return busy.length > 0
    ? refused("forks", `${busy.join(", ")}: wait until it has ended, it would slow the switch.`)
    : ok("forks", "No instance writes an RDB file or rewrites its AOF.");
}

function checkLag(stock: Stock, most: number): PreCheck {
  const end = stock.instances[0]?.seen?.replication.offset;
  const lags = stock.instances.slice(1).flatMap(({ address, seen }) => {
    const own = seen?.replication.offset;
    return end === undefined || own === undefined ? [] : [{ address, bytes: Math.max(0, end - own) }];
  });
  const worst = lags.toSorted((one, other) => other.bytes - one.bytes)[0];
  if (worst === undefined) return refused("lag", "How far the replicas are behind is not known.");
  const words = `${worst.address} is the furthest behind, by ${worst.bytes} bytes`;
  return worst.bytes > most
    ? refused("lag", `${words}; at most ${most} would be waited for.`)
    : ok("lag", `${words}, which is caught up while writes are paused.`);
}

/** By the rule of at least one Sentinel it may be promoted. */
export function isEligible({ forecast }: Stock, address: string): boolean {
  return forecast.replicas.some((replica) => replica.address === address && replica.obstacle === null);
}
