import type { CheckId } from "#lib/health/catalogue.ts";
import type { Observation, ObservedInstance } from "#lib/topology/schema.ts";
import { isTried } from "./is-tried.ts";
import type { Plan } from "./plan.ts";

/** What can be judged of an observation, and which checks cannot be made with it. */
export interface Judgeable {
  readonly seen: Observation;
  readonly omitted: ReadonlySet<CheckId>;
  /** The instances ask for a password, and none was given: only the Sentinel speaks for them. */
  readonly isBySentinelAlone: boolean;
}

export function judgeable(plan: Plan, observed: Observation): Judgeable {
  const omitted = new Set<CheckId>();
  const tried = observed.instances.filter(isTried);
  const isClosed = (one: ObservedInstance) => !plan.hasLogin && (one.silence?.message.includes("(NOAUTH)") ?? false);
  const isBySentinelAlone = plan.config.kind === "sentinel" && tried.some(isClosed);
  const instances = isBySentinelAlone ? tried.filter((one) => !isClosed(one)) : tried;
  if (tried.length < observed.instances.length || isBySentinelAlone) {
    for (const id of ["one-master", "replicas", "known-replicas"] as const) omitted.add(id);
  }
  const sentinels = observed.sentinels.filter(isTried);
  if (sentinels.length === 0) omitted.add("sentinels-answer");
  // Nobody says which instances there are.
  if (!sentinels.some(({ silence }) => silence === null) && plan.config.kind === "sentinel" && instances.length === 0) {
    for (const id of ["one-master", "replicas"] as const) omitted.add(id);
  }
  const seen = { ...observed, instances, sentinels };
  if (plan.checkType === null) return { seen, omitted, isBySentinelAlone };
  // Whoever gives no password knows that none is needed.
  if (!plan.hasLogin) omitted.add("default-user");
  if (plan.config.kind === "sentinel") return { seen, omitted, isBySentinelAlone };
  omitted.add("one-master");
  return { seen: byItsOwnWord(plan.config.address, seen), omitted, isBySentinelAlone };
}

/** Nobody says that the one instance asked is the master but itself. */
function byItsOwnWord(address: string, seen: Observation): Observation {
  const instances = seen.instances.map((one) =>
    one.address === address && one.silence !== null ? { ...one, role: "unknown" as const } : one,
  );
  const isMaster = instances.some((one) => one.address === address && one.role === "master");
  return { ...seen, instances, masterAddress: isMaster ? address : null };
}
