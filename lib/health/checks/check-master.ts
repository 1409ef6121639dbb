import { type Check, finding } from "#lib/health/check.ts";
import type { HealthCheck } from "#lib/health/schema.ts";
import type { Observation } from "#lib/topology/schema.ts";

/** Exactly one instance says that it is the master, and it is the one the sentinels name. */
export const checkMaster: Check = (seen) => {
  const { instances, masterAddress, isFailoverUnderWay } = seen;
  const masters = instances.filter(({ role, figures }) => role === "master" && figures !== null);
  const rest = { id: "one-master" } as const;
  if (masters.length > 1) {
    const names = masters.map(({ address }) => address).join(" and ");
    return [
      finding({
        ...rest,
        state: "critical",
        value: `${masters.length} masters`,
        headline: isFailoverUnderWay
          ? `a failover is under way, and until the old master follows the new one ${names} both take writes`
          : `${masters.length} instances say that they are the master: ${names}`,
        meaning: `${names} both take writes, and what one of them takes is lost when it follows the other.`,
        advice:
          "Look at the network between them. Sentinel makes the old one a replica within about ten seconds of reaching it; if it does not, keep clients away from it.",
      }),
    ];
  }
  const [master] = masters;
  if (master === undefined) return [isStillAsking(seen) ? notKnownYet() : noMaster(seen)];
  const isNamed = masterAddress === null || master.address === masterAddress;
  return [
    finding({
      ...rest,
      state: isNamed ? "ok" : "warning",
      value: master.address,
      headline: isNamed
        ? `the master is ${master.address}`
        : `the sentinels name ${masterAddress}, but the master is ${master.address}`,
      meaning: isNamed
        ? "One instance takes writes."
        : "Clients that ask the sentinels are sent to an instance that takes no writes.",
    }),
  ];
};

/** Whoever could be the master has neither answered nor failed to. */
function isStillAsking({ instances, sentinels, masterAddress }: Observation): boolean {
  if (masterAddress === null) return sentinels.some((one) => one.silence === null && one.lastSeenAt === null);
  const named = instances.find(({ address }) => address === masterAddress);
  return named === undefined || (named.silence === null && named.figures === null);
}

function notKnownYet(): HealthCheck {
  return finding({
    id: "one-master",
    state: "unknown",
    value: "not known yet",
    headline: "the master has not answered yet",
    meaning: "The console has only begun to look.",
    advice: "Wait a moment.",
  });
}

function noMaster({ instances, masterAddress, isFailoverUnderWay, kind }: Observation): HealthCheck {
  const named = instances.find(({ address }) => address === masterAddress);
  const follows = named?.silence === null ? named.figures?.replication.masterAddress : undefined;
  const isReplica = kind === "standalone" && typeof follows === "string";
  return finding({
    id: "one-master",
    state: "critical",
    value: "none",
    headline: isFailoverUnderWay
      ? `there is no master; a failover from ${masterAddress ?? "it"} is under way`
      : masterAddress === null
        ? "no master is known"
        : isReplica
          ? `there is no master: ${masterAddress} is a replica of ${follows}`
          : `there is no master: ${masterAddress} ${named?.silence == null ? "does not act as one" : "does not answer"}`,
    meaning: "Nothing can be written, and clients that read from the master get errors.",
    advice: isFailoverUnderWay
      ? "Wait: the sentinels are promoting a replica."
      : isReplica
        ? "Give the address of its master in the configuration, or promote it with REPLICAOF NO ONE."
        : kind === "standalone"
          ? "Start the instance."
          : "Look whether the sentinels have a quorum and a replica that they may promote.",
  });
}
