import { DomainError } from "#lib/errors.ts";
import type { Stock } from "./take-stock.ts";

/** A Sentinel that has just forgotten is blind for a while: nobody else may be, and nothing may go on. */
export function assertMayForget({ sentinels, master, instances }: Stock): string {
  const blind = sentinels.find(({ seen }) => seen?.master === undefined || seen.isQuorumOk !== true);
  const busy = sentinels.find(({ seen }) => seen?.master?.flags.isFailoverInProgress);
  const apart = sentinels.find(({ seen }) => seen?.master?.address !== master);
  const down = sentinels.find(({ seen }) => seen?.master?.flags.isSdown);
  const masterSight = instances[0];
  const isMasterUp = masterSight?.seen?.replication.role === "master";
  const obstacle =
    blind !== undefined
      ? `Sentinel ${blind.address} is blind: ${blind.silence ?? blind.seen?.quorumReply ?? "it does not see the quorum"}`
      : busy !== undefined
        ? `Sentinel ${busy.address} has a failover under way.`
        : apart !== undefined
          ? `Sentinel ${apart.address} names another master than ${master}.`
          : down !== undefined || !isMasterUp
            ? `The master ${master} is down: ${masterSight?.silence ?? "a Sentinel cannot reach it."} A Sentinel that forgets its replicas now could promote none.`
            : undefined;
  const masterName = sentinels[0]?.seen?.master?.name;
  if (obstacle === undefined && masterName !== undefined) return masterName;
  throw new DomainError("CONFLICT", `No Sentinel was reset. ${obstacle ?? "None answers."}`, {
    where: master,
    advice: "Mend that first: all Sentinels must see the quorum, and the master must be up.",
  });
}
