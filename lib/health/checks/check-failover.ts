import { type Check, figureBelow, finding } from "#lib/health/check.ts";
import type { HealthCheck } from "#lib/health/schema.ts";
import { writeCount } from "#lib/health/write-figure.ts";
import type { Observation } from "#lib/topology/schema.ts";
import { isStaleEntry } from "./is-stale-entry.ts";

/** The sentinels could fail over now: enough of them to agree and to elect a leader, and none remembers what is gone. */
export const checkFailover: Check = (seen) =>
  seen.kind === "sentinel" ? [...underWay(seen), ...checkQuorum(seen), ...staleEntries(seen)] : [];

function underWay({ isFailoverUnderWay, masterAddress }: Observation): HealthCheck[] {
  if (!isFailoverUnderWay) return [];
  return [
    finding({
      id: "failover",
      state: "warning",
      value: "under way",
      headline: "a failover is under way",
      meaning: `The sentinels replace ${masterAddress ?? "the master"} by a replica; writes fail until it is done.`,
    }),
  ];
}

function checkQuorum({ sentinels }: Observation): HealthCheck[] {
  const answering = sentinels.filter(({ isQuorumOk }) => isQuorumOk !== null);
  if (answering.length === 0) return [];
  const lacking = answering.filter(({ isQuorumOk }) => isQuorumOk === false);
  const [first] = lacking;
  return [
    finding({
      id: "quorum",
      state: first === undefined ? "ok" : lacking.length === answering.length ? "critical" : "warning",
      value: first === undefined ? `${answering.length} of ${sentinels.length} say yes` : "not reached",
      headline:
        lacking.length === answering.length
          ? "a failover is impossible: the sentinels have no quorum"
          : `sentinel ${first?.address} sees no quorum`,
      meaning: first?.quorumReply ?? "Enough sentinels can be reached to agree on a failover and to elect its leader.",
      figures: [figureBelow("sentinels_with_quorum", answering.length - lacking.length)],
    }),
  ];
}

function staleEntries(seen: Observation): HealthCheck[] {
  const stale = seen.instances.filter((instance) => isStaleEntry(instance, seen));
  return stale.map(({ address, silence }) =>
    finding({
      id: "stale-replica",
      instance: address,
      state: "warning",
      value: "down for the sentinels",
      headline: `the sentinels remember ${address} as a replica, and it has not answered`,
      meaning:
        `Either the replica is down, or it was taken away and only the sentinels remember it. ${silence?.message ?? ""}`.trim(),
    }),
  );
}

export function agreementSentence({ sentinels, masterAddress }: Observation): string {
  const agreeing = sentinels.filter(
    (sentinel) => sentinel.silence === null && sentinel.masterAddress === masterAddress,
  );
  return `${agreeing.length} of ${writeCount(sentinels.length, "sentinel")} agree`;
}
