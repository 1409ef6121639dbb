import { type Check, finding, worstOf } from "#lib/health/check.ts";
import type { HealthCheck } from "#lib/health/schema.ts";
import { writeCount } from "#lib/health/write-figure.ts";
import type { Observation, ObservedSentinel } from "#lib/topology/schema.ts";

/** Each sentinel answers, is not in tilt, and believes in the same master as the others. */
export const checkSentinels: Check = (seen, expected) => {
  if (seen.kind !== "sentinel") return [];
  const all = seen.sentinels.every(({ silence }) => silence !== null) ? [allSilent(seen)] : [];
  return [
    ...all,
    ...seen.sentinels.flatMap((sentinel) =>
      sentinel.silence === null ? [checkTilt(sentinel), checkAgreement(sentinel, seen)] : [silent(sentinel, seen.at)],
    ),
    ...checkNumber(seen, expected.sentinels),
  ];
};

function allSilent({ masterAddress }: Observation): HealthCheck {
  return finding({
    id: "sentinels-answer",
    label: "Sentinels answer",
    state: "critical",
    value: "none",
    headline: "none of the sentinels answers",
    meaning:
      masterAddress === null
        ? "Nobody says which instance is the master, and nobody would fail over."
        : `Nobody would fail over. The master shown, ${masterAddress}, is the last one known.`,
    advice: "Start the sentinels, or look at the network between them and the console.",
  });
}

function silent({ silence, address, lastSeenAt }: ObservedSentinel, at: number): HealthCheck {
  return finding({
    id: "sentinel-answers",
    label: "Sentinel answers",
    instance: address,
    state: "warning",
    value: lastSeenAt === null ? "never seen" : `last seen ${Math.round((at - lastSeenAt) / 1000)} s ago`,
    headline: `sentinel ${address} does not answer`,
    meaning: silence?.message ?? "",
    advice: silence?.advice ?? null,
  });
}

function checkTilt({ address, isTilt }: ObservedSentinel): HealthCheck {
  return finding({
    id: "tilt",
    label: "Tilt",
    instance: address,
    state: isTilt === true ? "critical" : "ok",
    value: isTilt === true ? "in tilt" : "no",
    headline: `sentinel ${address} is in tilt`,
    meaning:
      isTilt === true
        ? "It distrusts its own clock, so it watches but starts no failover, for 30 s after the last surprise."
        : "It trusts its clock.",
    advice: "Look whether its host was overloaded or paused, and at its time synchronisation.",
  });
}

function checkAgreement(sentinel: ObservedSentinel, { masterAddress, isFailoverUnderWay }: Observation): HealthCheck {
  const agrees = sentinel.masterAddress === masterAddress;
  const down = sentinel.flags.find((flag) => flag === "o_down") ?? sentinel.flags.find((flag) => flag === "s_down");
  const disagreement = isFailoverUnderWay ? "warning" : "critical";
  return finding({
    id: "sentinel-view",
    label: "Sentinel's view of the master",
    instance: sentinel.address,
    state: worstOf([
      agrees ? "ok" : disagreement,
      down === "o_down" ? "critical" : down === undefined ? "ok" : "warning",
    ]),
    value: `${sentinel.masterAddress ?? "no master"}${down === undefined ? "" : `, ${down}`}`,
    headline: agrees
      ? `sentinel ${sentinel.address} has the master ${down === "o_down" ? "as down, and so has the quorum (odown)" : "as down (sdown)"}`
      : `sentinel ${sentinel.address} believes in ${sentinel.masterAddress ?? "no master"}, the others in ${masterAddress ?? "none"}`,
    meaning: agrees
      ? down === undefined
        ? "It agrees with the others."
        : "It has had no valid answer from the master for down-after-milliseconds."
      : "It sends clients to another instance than the other sentinels do.",
    advice: agrees
      ? "Wait for the failover, or look at the network between this sentinel and the master."
      : "Look whether it can reach the others; the configuration with the highest epoch wins.",
  });
}

function checkNumber({ sentinels }: Observation, expected: number | undefined): HealthCheck[] {
  const wanted = expected ?? sentinels.length;
  const answering = sentinels.filter(({ silence }) => silence === null);
  if (answering.length === 0) return [];
  const numbers = answering.map(({ knownSentinels }) => (knownSentinels ?? 0) + 1);
  const [fewest, most] = [Math.min(...numbers), Math.max(...numbers)];
  const isRight = fewest === wanted && most === wanted;
  const isTooFew = wanted < 3;
  return [
    finding({
      id: "sentinel-number",
      label: "Number of sentinels",
      state: isRight && !isTooFew ? "ok" : "warning",
      value: fewest === most ? String(fewest) : `${fewest} to ${most}`,
      threshold: `${wanted} expected`,
      headline: isRight
        ? `${writeCount(wanted, "sentinel")} cannot survive the loss of one`
        : `the sentinels know of ${fewest === most ? fewest : `${fewest} to ${most}`} sentinels, and ${wanted} are expected`,
      meaning: isRight
        ? isTooFew
          ? "A failover needs a majority of all sentinels, so it takes three to survive the loss of one."
          : "They all know each other."
        : "A majority of all known sentinels must agree to a failover, the gone ones included.",
      advice: isRight
        ? "Run at least three sentinels on separate hosts."
        : "Start what is missing; where one was taken away for good, SENTINEL RESET each of the others, one at a time.",
    }),
  ];
}
