import { type Check, finding, nameOf } from "#lib/health/check.ts";
import type { HealthCheck } from "#lib/health/schema.ts";
import type { InstanceSetup, ObservedInstance } from "#lib/topology/schema.ts";

/** What a restart or a failover would trip over, though nothing is wrong yet. */
export const checkSetup: Check = ({ instances, kind }) =>
  instances.flatMap((instance) => {
    const { setup, figures } = instance;
    if (setup === null || figures === null) return [];
    return [
      ...(instance.role === "master" ? [checkRestart(instance, setup)] : []),
      ...(kind === "sentinel" ? checkMasterAuth(instance, setup) : []),
    ];
  });

function checkRestart(instance: ObservedInstance, { hasSavePoints, isAofOn }: InstanceSetup): HealthCheck {
  const isKept = hasSavePoints || isAofOn;
  return finding({
    id: "restart-loss",
    instance: instance.address,
    state: isKept ? "ok" : "warning",
    value: isAofOn ? "append-only file" : hasSavePoints ? "save points" : "nothing is saved",
    headline: `${nameOf(instance)} saves nothing, so a restart would lose everything`,
    meaning: isKept
      ? "A restart brings its data back."
      : "If it restarts before a failover, it comes back empty, and its replicas copy the emptiness.",
  });
}

/** Where nobody needs a password, none is missing. */
function checkMasterAuth(instance: ObservedInstance, { hasMasterAuth }: InstanceSetup): HealthCheck[] {
  if (instance.isOpenToAnybody !== false) return [];
  return [
    finding({
      id: "master-auth",
      instance: instance.address,
      state: hasMasterAuth ? "ok" : "warning",
      value: hasMasterAuth ? "masterauth is set" : "no masterauth",
      headline: `${nameOf(instance)} has no masterauth, so it could not follow another master`,
      meaning: hasMasterAuth
        ? "It can sign in to whichever instance becomes the master."
        : "After a failover it would be refused by the new master, and its data would get old.",
    }),
  ];
}
