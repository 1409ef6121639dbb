import { judge, stateOf } from "#lib/health/judge.ts";
import type { HealthCheck, HealthReport } from "#lib/health/schema.ts";
import type { Measure } from "#lib/history/history-recorder.ts";
import type { DeploymentConnections } from "#lib/redis/deployment-connections.ts";
import { composeTopology } from "./compose-topology.ts";
import { electMaster } from "./elect-master.ts";
import { lookAtAll } from "./look-at-all.ts";
import { lookAtSentinel, type SentinelLook } from "./look-at-sentinel.ts";
import { createMasterOffsets } from "./master-offsets.ts";
import type { Observation, Topology } from "./schema.ts";
import type { OnDirectives } from "./setups.ts";
import { createTarget, type Target } from "./target.ts";
import { toMeasures } from "./to-measures.ts";
import { createWatchedInstances } from "./watched-instances.ts";

const SENTINEL_ANSWERS_WITHIN_MS = 800;
/** Connecting comes before the first answer. */
const SENTINEL_LOOK_WITHIN_MS = 1_200;

export interface Rounds {
  /** Looks once at everything; asks for the failover at the end, for it may be heard of while looking. */
  look(isFailoverHeard: () => boolean): Promise<{ topology: Topology; measures: Measure[] }>;
  /** The same without a judgement. */
  observe(isFailoverHeard: () => boolean): Promise<Observation>;
}

/** Looks at a deployment round by round, and remembers between the rounds what a single one cannot tell. */
export function createRounds(
  connections: DeploymentConnections,
  now: () => number,
  onDirectives?: OnDirectives,
): Rounds {
  const { config, name: deployment } = connections;
  const instances = createWatchedInstances(connections, now, onDirectives);
  const sentinels = sentinelTargets(connections, now);
  const offsets = createMasterOffsets();
  let masterAddress = config.kind === "standalone" ? config.address : null;

  const answering = () =>
    sentinels.flatMap(({ failure, seen }) => (failure === undefined && seen !== undefined ? [seen.look] : []));

  function roleOf(address: string) {
    const target = instances.all.find((one) => one.target.address === address)?.target;
    return target?.failure === undefined ? target?.seen?.look.info.replication.role : undefined;
  }

  function noteMasterOffset(): void {
    const master = instances.all.find(({ target }) => target.address === masterAddress)?.target;
    if (master?.seen === undefined || master.failure !== undefined) return;
    const { info } = master.seen.look;
    offsets.add(info.runId, info.replication.offset, master.seen.at);
  }

  async function observe(isFailoverHeard: () => boolean): Promise<Observation> {
    instances.discover(answering());
    const known = new Set(instances.all);
    await lookAtAll([...sentinels, ...instances.all.map(({ target }) => target)]);
    const looks = answering();
    instances.discover(looks);
    await lookAtAll(instances.all.filter((one) => !known.has(one)).map(({ target }) => target));
    if (config.kind === "sentinel") masterAddress = electMaster(looks, roleOf) ?? masterAddress;
    noteMasterOffset();
    const isFlagged = looks.some(({ master }) => master?.flags.isFailoverInProgress);
    return composeTopology({
      deployment,
      config,
      at: now(),
      instances: instances.all,
      sentinels,
      masterAddress,
      isFailoverUnderWay: isFlagged || isFailoverHeard(),
      offsets,
    });
  }

  return {
    observe,
    async look(isFailoverHeard) {
      const observation = await observe(isFailoverHeard);
      const health = judge(observation, {
        thresholds: config.thresholds,
        replicas: config.expectedReplicas,
        sentinels: config.kind === "sentinel" ? config.expectedSentinels : undefined,
      });
      return { topology: withStates(observation, health), measures: toMeasures(instances.all, observation) };
    },
  };
}

function sentinelTargets(connections: DeploymentConnections, now: () => number): Target<SentinelLook>[] {
  const { config } = connections;
  if (config.kind !== "sentinel") return [];
  return config.sentinels.map((address) =>
    createTarget({
      address,
      withinMs: SENTINEL_LOOK_WITHIN_MS,
      take: () => lookAtSentinel(connections, config.masterName, address, SENTINEL_ANSWERS_WITHIN_MS),
      now,
    }),
  );
}

function withStates(observation: Observation, { checks, ...report }: HealthReport): Topology {
  const state = (address: string, hasBeenTried: boolean) => (hasBeenTried ? stateOf(address, checks) : "unknown");
  return {
    ...observation,
    health: { ...report, checks: checks.map(withoutPraise) },
    instances: observation.instances.map((one) => ({
      ...one,
      state: state(one.address, one.figuresAt !== null || one.silence !== null),
    })),
    sentinels: observation.sentinels.map((one) => ({
      ...one,
      state: state(one.address, one.lastSeenAt !== null || one.silence !== null),
    })),
  };
}

/** Of what is well the page shows the value alone; its words would be most of every snapshot. */
function withoutPraise(check: HealthCheck): HealthCheck {
  return check.state === "ok" ? { ...check, headline: "", meaning: "", threshold: null } : check;
}
