import { type Check, figureAbove, figureBelow, finding, worstOf } from "#lib/health/check.ts";
import type { HealthCheck } from "#lib/health/schema.ts";
import { writeCount } from "#lib/health/write-figure.ts";
import type { Observation, ObservedSentinel } from "#lib/topology/schema.ts";
import { followsAReplica } from "./follows-a-replica.ts";

/** Each sentinel answers, is not in tilt, and believes in the same master as the others. */
export const checkSentinels: Check = (seen, expected) => {
  if (seen.kind !== "sentinel") return [];
  const all = seen.sentinels.every(({ silence }) => silence !== null) ? [allSilent(seen)] : [];
  return [
    ...all,
    ...seen.sentinels
      .filter(isTried)
      .flatMap((sentinel) =>
        sentinel.silence === null
          ? [checkTilt(sentinel), checkAgreement(sentinel, seen), ...checkKnownReplicas(sentinel, seen)]
          : [silent(sentinel, seen.at)],
      ),
    ...checkNumber(seen, expected.sentinels),
  ];
};

/** One that has neither answered nor failed to believes nothing yet. */
function isTried({ silence, lastSeenAt }: ObservedSentinel): boolean {
  return silence !== null || lastSeenAt !== null;
}

function allSilent({ masterAddress }: Observation): HealthCheck {
  return finding({
    id: "sentinels-answer",
    state: "critical",
    value: "none",
    headline: "none of the sentinels answers",
    meaning:
      masterAddress === null
        ? "Nobody says which instance is the master, and nobody would fail over."
        : `Nobody would fail over. The master shown, ${masterAddress}, is the last one known.`,
  });
}

function silent({ silence, address, lastSeenAt }: ObservedSentinel, at: number): HealthCheck {
  return finding({
    id: "sentinel-answers",
    instance: address,
    state: "warning",
    value: lastSeenAt === null ? "never seen" : `last seen ${Math.round((at - lastSeenAt) / 1000)} s ago`,
    headline: `sentinel ${address} does not answer`,
    meaning: silence?.message ?? "",
    ...(silence === null ? {} : { advice: silence.advice }),
  });
}

function checkTilt({ address, isTilt }: ObservedSentinel): HealthCheck {
  return finding({
    id: "tilt",
    instance: address,
    state: isTilt === true ? "critical" : "ok",
    value: isTilt === true ? "in tilt" : "no",
    headline: `sentinel ${address} is in tilt`,
    meaning:
      isTilt === true
        ? "It distrusts its own clock, so it watches but starts no failover, for 30 s after the last surprise."
        : "It trusts its clock.",
  });
}

function checkAgreement(sentinel: ObservedSentinel, { masterAddress, isFailoverUnderWay }: Observation): HealthCheck {
  const agrees = sentinel.masterAddress === masterAddress;
  const down = sentinel.flags.find((flag) => flag === "o_down") ?? sentinel.flags.find((flag) => flag === "s_down");
  const disagreement = isFailoverUnderWay ? "warning" : "critical";
  return finding({
    id: "sentinel-view",
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

const UNUSABLE = ["s_down", "o_down", "disconnected"];

/** A replica that answers and follows the master, and that this sentinel does not name, or has as down. */
function checkKnownReplicas({ address, replicas, isTilt }: ObservedSentinel, seen: Observation): HealthCheck[] {
  if (isTilt === null || seen.isFailoverUnderWay) return [];
  const following = seen.instances.filter(
    (one) =>
      one.role === "replica" &&
      one.silence === null &&
      one.figures?.replication.isLinkUp === true &&
      !followsAReplica(one, seen.instances),
  );
  const down = replicas.filter(
    (known) =>
      known.flags.some((flag) => UNUSABLE.includes(flag)) && following.some((one) => one.address === known.address),
  );
  // By number: the console may know a replica by its host name, the sentinel by its address.
  const unknown = Math.max(0, following.length - replicas.length);
  const lacking = unknown + down.length;
  const [firstDown] = down;
  return [
    finding({
      id: "known-replicas",
      instance: address,
      state: lacking === 0 ? "ok" : "warning",
      value: `${following.length - lacking} of ${following.length}`,
      headline:
        unknown > 0 || firstDown === undefined
          ? `sentinel ${address} does not know ${writeCount(unknown, "replica")}`
          : `sentinel ${address} has ${firstDown.address} as down, and it answers the console`,
      meaning: lacking === 0 ? "It could promote any of them." : "It would not promote them in a failover.",
      ...(unknown > 0 || firstDown === undefined ? {} : { advice: "Look at the network between the two." }),
      figures: [figureAbove("unknown_replicas", lacking, { warning: 1 })],
    }),
  ];
}

function checkNumber({ sentinels }: Observation, expected: number | undefined): HealthCheck[] {
  const wanted = expected ?? sentinels.length;
  const answering = sentinels.filter((one) => isTried(one) && one.silence === null);
  if (answering.length === 0) return [];
  const numbers = answering.map(({ knownSentinels }) => (knownSentinels ?? 0) + 1);
  const [fewest, most] = [Math.min(...numbers), Math.max(...numbers)];
  const isRight = fewest === wanted && most === wanted;
  const isTooFew = wanted < 3;
  return [
    finding({
      id: "sentinel-number",
      state: isRight && !isTooFew ? "ok" : "warning",
      value: fewest === most ? String(fewest) : `${fewest} to ${most}`,
      threshold: `${wanted} expected`,
      figures: [figureBelow("known_sentinels", fewest, { warning: wanted })],
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
