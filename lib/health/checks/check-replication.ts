import { type Check, figureAbove, finding, gradeAbove, nameOf, worstOf, writeLimits } from "#lib/health/check.ts";
import type { HealthCheck } from "#lib/health/schema.ts";
import { writeBytes, writeSeconds } from "#lib/health/write-figure.ts";
import type { Observation, ObservedInstance } from "#lib/topology/schema.ts";

export const checkReplication: Check = (seen, { thresholds }) =>
  seen.instances.flatMap((instance) => {
    if (instance.role !== "replica" || instance.figures === null) return [];
    const link = checkLink(instance, seen);
    const lag = link.state === "ok" ? checkLag(instance, thresholds) : [];
    return [link, ...lag, checkReadOnly(instance)];
  });

function checkLink(replica: ObservedInstance, { instances, masterAddress }: Observation): HealthCheck {
  const { isLinkUp, isSyncing, masterAddress: follows } = replica.figures?.replication ?? {};
  const rest = { id: "link", instance: replica.address } as const;
  if (isSyncing) {
    return finding({
      ...rest,
      state: "warning",
      value: "copying all data",
      headline: `${nameOf(replica)} is copying all data from its master`,
      meaning: "Until it has the whole copy it cannot take over, and reads from it are refused or old.",
      advice: "Wait; if it begins again and again, raise repl-backlog-size and the replica's output buffer limit.",
    });
  }
  if (isLinkUp === false) {
    return finding({
      ...rest,
      state: "critical",
      value: "down",
      headline: `${nameOf(replica)} has lost its master`,
      meaning: `It does not follow ${follows ?? "its master"}, so its data gets older by the second.`,
    });
  }
  // A replica of a replica is all right; one that follows what is no part of the deployment is not.
  const isAstray = masterAddress !== null && follows != null && !instances.some(({ address }) => address === follows);
  return finding({
    ...rest,
    state: isAstray ? "warning" : "ok",
    value: isAstray ? `follows ${follows}` : "up",
    headline: `${nameOf(replica)} follows ${follows}, which is no part of the deployment`,
    meaning: isAstray ? "It does not get this deployment's data." : "It follows its master.",
    advice: "Compare replicaof and the announced addresses of the instances.",
  });
}

function checkLag(
  replica: ObservedInstance,
  { lagBytes: byteLimits, lagSeconds: secondLimits }: Parameters<Check>[1]["thresholds"],
): HealthCheck[] {
  const { lagBytes = null, lagSeconds = null } = replica.figures?.replication ?? {};
  if (lagBytes === null) return [];
  const byBytes = gradeAbove(lagBytes, byteLimits);
  const bySeconds = lagSeconds === null ? "ok" : gradeAbove(lagSeconds, secondLimits);
  const state = worstOf([byBytes, bySeconds]);
  const isTime = bySeconds === state && byBytes !== state;
  const seconds = lagSeconds === null ? "" : `, ${writeSeconds(lagSeconds)}`;
  return [
    finding({
      id: "lag",
      instance: replica.address,
      state,
      value: `${writeBytes(lagBytes)}${seconds}`,
      threshold: isTime ? writeLimits("from", secondLimits, writeSeconds) : writeLimits("from", byteLimits, writeBytes),
      headline: `${nameOf(replica)} is ${isTime ? writeSeconds(lagSeconds ?? 0) : writeBytes(lagBytes)} behind`,
      meaning: "What it lacks would be lost if it had to take over now.",
      figures: [
        figureAbove("lag_bytes", lagBytes, byteLimits),
        ...(lagSeconds === null ? [] : [figureAbove("lag_seconds", lagSeconds, secondLimits)]),
      ],
    }),
  ];
}

function checkReadOnly(replica: ObservedInstance): HealthCheck {
  const isWritable = replica.figures?.replication.isReadOnly === false;
  return finding({
    id: "read-only-replica",
    instance: replica.address,
    state: isWritable ? "warning" : "ok",
    value: isWritable ? "writable" : "yes",
    headline: `${nameOf(replica)} accepts writes`,
    meaning: isWritable
      ? "What is written to it is nowhere else, and lost when it synchronises."
      : "Writes to it are refused.",
  });
}
