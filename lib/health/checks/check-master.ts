import { type Check, finding } from "#lib/health/check.ts";

/** Exactly one instance says that it is the master, and it is the one the sentinels name. */
export const checkMaster: Check = ({ instances, masterAddress, isFailoverUnderWay, kind }) => {
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
  const isSilent = instances.some(({ address, silence }) => address === masterAddress && silence !== null);
  if (master === undefined) {
    return [
      finding({
        ...rest,
        state: "critical",
        value: "none",
        headline: isFailoverUnderWay
          ? `there is no master; a failover from ${masterAddress ?? "it"} is under way`
          : masterAddress === null
            ? "no master is known"
            : `there is no master: ${masterAddress} ${isSilent ? "does not answer" : "does not act as one"}`,
        meaning: "Nothing can be written, and clients that read from the master get errors.",
        advice: isFailoverUnderWay
          ? "Wait: the sentinels are promoting a replica."
          : kind === "standalone"
            ? "Start the instance."
            : "Look whether the sentinels have a quorum and a replica that they may promote.",
      }),
    ];
  }
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
