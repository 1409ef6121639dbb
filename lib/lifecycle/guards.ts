import type { Circumstances } from "./circumstances.ts";
import { guardComeback } from "./guard-comeback.ts";
import { addressOf } from "./managed-instance.ts";
import type { LifecycleAction, Refusal } from "./schema.ts";

/** Why an action must not be done now, each with its numbers; none: it may. */
export function refusalsFor(circumstances: Circumstances, action: LifecycleAction): Refusal[] {
  const { target, quorum, comeback } = circumstances;
  const isStart = action === "start" || (action === "restart" && !isUp(circumstances));
  const isMinded = isStart ? comeback !== null : isUp(circumstances);
  if (!isMinded) return [];
  const underWay: Refusal[] =
    quorum?.isFailoverUnderWay === true
      ? [refusal("failover-under-way", "A failover is under way.", "Wait until it has ended.")]
      : [];
  if (isStart) return [...underWay, ...guardComeback(circumstances)];
  if (target.kind === "sentinel") return [...underWay, ...sentinelGuards(circumstances)];
  if (isMaster(circumstances)) return [...underWay, ...masterGuards(circumstances, action)];
  return [...underWay, ...replicaGuards(circumstances)];
}

/** One that is down already breaks nothing by being stopped; one that only the console cannot reach may break all. */
function isUp({ target, sight, quorum, master }: Circumstances): boolean {
  const address = addressOf(target);
  // A Sentinel that the console may not ask is counted as one of those that answer.
  if (target.kind === "sentinel") return sight.state === "unasked" || quorum?.reachable.includes(address) === true;
  return (
    sight.state !== "gone" || master?.online.includes(address) === true || quorum?.mastersUp.includes(address) === true
  );
}

export function isMaster({ master, sight, target }: Circumstances): boolean {
  // A run id tells a master that is announced under another address.
  return (
    sight.role === "master" ||
    master?.address === addressOf(target) ||
    (master !== null && master.runId === sight.runId)
  );
}

function sentinelGuards({ quorum }: Circumstances): Refusal[] {
  if (quorum === null) return [];
  const left = quorum.reachable.length - 1;
  if (left >= quorum.needed) return [];
  return [
    refusal(
      "quorum",
      `It would leave ${left} of ${quorum.voters} sentinels, and a failover takes ${quorum.needed}: nobody would replace the master if it died meanwhile.`,
      quorum.reachable.length < quorum.voters ? "Start the sentinels that are down first." : "Add a sentinel first.",
    ),
  ];
}

function masterGuards(circumstances: Circumstances, action: LifecycleAction): Refusal[] {
  const { kind, info, master, persistence, quorum } = circumstances;
  const refusals: Refusal[] = [];
  if (action === "stop" && kind === "sentinel") {
    const clients = info?.clients.connected;
    const replicas = master?.onlineReplicas ?? 0;
    refusals.push(
      refusal(
        "master",
        `It is the master${clients === undefined ? "" : ` of ${clients} connected clients`}, with ${replicas} ${replicas === 1 ? "replica" : "replicas"} in sync that could take over.`,
        "Fail over first: then it is a replica, and may be stopped.",
      ),
    );
  }
  if (action === "restart" && quorum !== null && quorum.reachable.length < quorum.needed) {
    refusals.push(
      refusal(
        "quorum",
        `It is the master, and only ${quorum.reachable.length} of ${quorum.voters} sentinels answer while a failover takes ${quorum.needed}: nobody would replace it if it did not come back.`,
        "Start the sentinels that are down first.",
      ),
    );
  }
  if (action === "restart" && persistence?.isProven !== true) refusals.push(unproven(circumstances));
  return refusals;
}

function unproven({ persistence, info, master, kind }: Circumstances): Refusal {
  const keys = info?.keyspace.reduce((sum, { keys: one }) => sum + one, 0);
  const held = keys === undefined ? "What it holds" : `Its ${keys} keys`;
  const replicas = master?.onlineReplicas ?? 0;
  const others =
    replicas === 0 ? "" : `, and its ${replicas} ${replicas === 1 ? "replica" : "replicas"} would be emptied with it`;
  return refusal(
    "persistence",
    `${persistence?.words ?? "Nobody knows how it keeps its data."} ${held} might not come back${others}.`,
    kind === "sentinel"
      ? "Fail over first, and restart it as a replica."
      : "Switch save points or the append-only file on first.",
  );
}

function replicaGuards({ kind, master, info, quorum, target }: Circumstances): Refusal[] {
  if (kind === "standalone") return [];
  if (master === null) {
    return [
      refusal(
        "no-master",
        "No master answers, so this instance may be the one that takes over.",
        `Wait for the failover${quorum === null ? "" : ` (${quorum.reachable.length} of ${quorum.voters} sentinels answer)`}, or start the master.`,
      ),
    ];
  }
  // One whose link is down counts for nobody already; of a silent one only the master can say.
  const isInSync = info === undefined ? master.online.includes(addressOf(target)) : info.replication.isLinkUp === true;
  if (!isInSync) return [];
  const left = master.onlineReplicas - 1;
  const asked = master.minReplicasToWrite ?? 0;
  if (left < 1) {
    return [
      refusal(
        "last-replica",
        `It is the last replica in sync: the master would have 0 of ${master.onlineReplicas}, and nobody could take over.`,
        "Start another replica first, and wait until it is in sync.",
      ),
    ];
  }
  if (left >= asked) return [];
  return [
    refusal(
      "min-replicas",
      `The master would have ${left} of ${master.onlineReplicas} replicas in sync and takes no writes with fewer than ${asked} (min-replicas-to-write).`,
      "Start another replica first, and wait until it is in sync.",
    ),
  ];
}

function refusal(code: Refusal["code"], message: string, instead: string): Refusal {
  return { code, message, instead };
}
