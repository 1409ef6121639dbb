import type { HealthCheck } from "#lib/health/schema.ts";
import type { Topology } from "#lib/topology/schema.ts";
import type { Announced } from "./advance-state.ts";
import type { ToldState } from "./schema.ts";

export interface CheckKey {
  readonly checkId: string;
  /** Empty for the deployment as a whole. */
  readonly instance: string;
}

export interface SeenState extends CheckKey {
  /** undefined: nobody can tell now. */
  readonly state: ToldState | undefined;
  /** undefined where the check was not made. */
  readonly check: HealthCheck | undefined;
}

/** What a snapshot says of each check, those included that it has left out but that were told as wrong. */
export function seenStates(snapshot: Topology, told: readonly (CheckKey & { told: Announced })[]): SeenState[] {
  const seen = snapshot.health.checks.map((check) => ({
    checkId: check.id,
    instance: check.instance ?? "",
    state: check.state === "unknown" ? undefined : check.state,
    check,
  }));
  const isSeen = new Set(seen.map(({ checkId, instance }) => `${checkId} ${instance}`));
  const left = told.flatMap(({ checkId, instance, told: { state, isFlapping } }) => {
    if (isSeen.has(`${checkId} ${instance}`) || (state === "ok" && !isFlapping)) return [];
    return [
      { checkId, instance, state: couldBeJudged(snapshot, instance) ? "ok" : undefined, check: undefined } as const,
    ];
  });
  return [...seen, ...left];
}

/** Of what answers, a check that is not made has nothing to judge any more; and so has one of what is gone for good. */
function couldBeJudged({ kind, instances, sentinels }: Topology, instance: string): boolean {
  const all = [...instances, ...sentinels];
  const own = all.filter(({ address }) => address === instance);
  if (own.length > 0) return own.some(answers);
  return instances.some(answers) && (kind === "standalone" || sentinels.some(answers));
}

function answers(one: Topology["instances"][number] | Topology["sentinels"][number]): boolean {
  const seenAt = "figuresAt" in one ? one.figuresAt : one.lastSeenAt;
  return one.silence === null && seenAt !== null;
}
