import { setTimeout as delay } from "node:timers/promises";
import { judge, stateOf } from "#lib/health/judge.ts";
import type { HealthReport } from "#lib/health/schema.ts";
import type { Measure } from "#lib/history/history-recorder.ts";
import { log } from "#lib/log.ts";
import type { DeploymentConnections } from "#lib/redis/deployment-connections.ts";
import { composeTopology } from "./compose-topology.ts";
import { electMaster } from "./elect-master.ts";
import { createFailoverEar } from "./failover-ear.ts";
import { createLatestValue } from "./latest-value.ts";
import { listenToSentinels } from "./listen-to-sentinels.ts";
import { lookAtSentinel } from "./look-at-sentinel.ts";
import { createMasterOffsets } from "./master-offsets.ts";
import type { Observation, Topology } from "./schema.ts";
import { createTarget, type Target } from "./target.ts";
import { toMeasures } from "./to-measures.ts";
import { createWatchedInstances } from "./watched-instances.ts";

const SENTINEL_ANSWERS_WITHIN_MS = 800;
/** The snapshot waits so long for those that usually answer; who is slower is in the next one. */
const PATIENCE_MS = 400;
const RESTLESS_POLL_MS = 250;

interface PollerOptions {
  connections: DeploymentConnections;
  now(): number;
  record(deployment: string, measures: readonly Measure[]): void;
}

/** The one look at a deployment, however many people watch. */
export interface Poller {
  readonly name: string;
  /** Waits for the first snapshot; undefined when the signal fires or the poller is stopped before it. */
  current(signal: AbortSignal): Promise<Topology | undefined>;
  /** The newest snapshot, and each time the newest after it, until the signal fires or the poller is stopped. */
  watch(signal: AbortSignal): AsyncGenerator<Topology, void>;
  stop(): Promise<void>;
}

export function startPoller({ connections, now, record }: PollerOptions): Poller {
  const { config, name } = connections;
  const isSentinel = config.kind === "sentinel";
  const stopping = new AbortController();
  const { signal } = stopping;
  const latest = createLatestValue<Topology>();
  const ear = createFailoverEar(isSentinel ? config.masterName : "", now);
  const offsets = createMasterOffsets();
  const instances = createWatchedInstances(connections, now);
  const sentinels = isSentinel ? config.sentinels.map((address) => sentinelTarget(address, config.masterName)) : [];
  let masterAddress = isSentinel ? null : config.address;
  let wake: (() => void) | undefined;

  function sentinelTarget(address: string, masterName: string) {
    const take = () => lookAtSentinel(connections, masterName, address, SENTINEL_ANSWERS_WITHIN_MS);
    return createTarget({ address, withinMs: SENTINEL_ANSWERS_WITHIN_MS * 2, take, now, onLook: () => undefined });
  }

  const answeringSentinels = () =>
    sentinels.flatMap(({ failure, seen }) => (failure === undefined && seen !== undefined ? [seen.look] : []));

  async function tick(): Promise<void> {
    const known = new Set(instances.all);
    await lookAt([...sentinels, ...instances.all.map(({ target }) => target)]);
    const looks = answeringSentinels();
    instances.discover(looks);
    await lookAt(instances.all.filter((one) => !known.has(one)).map(({ target }) => target));
    masterAddress = (isSentinel ? electMaster(looks) : config.address) ?? masterAddress;
    publish();
  }

  function publish(): void {
    noteMasterOffset();
    const hasFlag = answeringSentinels().some(({ master }) => master?.flags.isFailoverInProgress);
    const observation = composeTopology({
      deployment: name,
      config,
      at: now(),
      instances: instances.all,
      sentinels,
      masterAddress,
      isFailoverUnderWay: hasFlag || ear.isUnderWay(),
      offsets,
    });
    const health = judge(observation, {
      thresholds: config.thresholds,
      replicas: config.expectedReplicas,
      sentinels: isSentinel ? config.expectedSentinels : undefined,
    });
    record(name, toMeasures(instances.all, observation));
    latest.set(withStates(observation, health));
  }

  function noteMasterOffset(): void {
    const master = instances.all.find(({ target }) => target.address === masterAddress)?.target;
    if (master?.seen === undefined || !master.isPrompt) return;
    const { info } = master.seen.look;
    offsets.add(info.runId, info.replication.offset, master.seen.at);
  }

  async function pause(startedAt: number): Promise<void> {
    const every = ear.isRestless() ? Math.min(config.pollMs, RESTLESS_POLL_MS) : config.pollMs;
    const rest = Math.max(20, every - (performance.now() - startedAt));
    const woken = new Promise<void>((resolve) => {
      wake = resolve;
    });
    const over = new AbortController();
    const timer = delay(rest, undefined, { signal: AbortSignal.any([signal, over.signal]) }).catch(() => undefined);
    await Promise.race([timer, woken]);
    over.abort();
    wake = undefined;
  }

  async function run(): Promise<void> {
    while (!signal.aborted) {
      const startedAt = performance.now();
      await tick().catch((thrown: unknown) => log.error("looking at a deployment met a fault", { name, thrown }));
      await pause(startedAt);
    }
  }

  const listening = listenToSentinels({
    connections,
    sentinels: isSentinel ? config.sentinels : [],
    signal,
    onEvent: (event, text) => {
      if (ear.hear(event, text)) wake?.();
    },
  });
  instances.discover([]);
  const running = run();
  return {
    name,
    async current(until) {
      for await (const snapshot of latest.read(until)) return snapshot;
      return undefined;
    },
    watch: (until) => latest.read(until),
    async stop() {
      stopping.abort();
      latest.end();
      await Promise.all([running, listening]);
    },
  };
}

/** Looks at all of them at once, and waits a while for those that usually answer. */
async function lookAt(targets: readonly Target<unknown>[]): Promise<void> {
  const prompt = targets.filter(({ isPrompt }) => isPrompt);
  const all = targets.map((target) => ({ target, looked: target.look() }));
  const awaited = all.filter(({ target }) => prompt.includes(target)).map(({ looked }) => looked);
  const enough = new AbortController();
  const patience = delay(PATIENCE_MS, undefined, { signal: enough.signal }).catch(() => undefined);
  await Promise.race([Promise.all(awaited), patience]);
  enough.abort();
}

function withStates(observation: Observation, health: HealthReport): Topology {
  const { checks } = health;
  return {
    ...observation,
    health,
    instances: observation.instances.map((one) => ({
      ...one,
      state: one.figures === null && one.silence === null ? "unknown" : stateOf(one.address, checks),
    })),
    sentinels: observation.sentinels.map((one) => ({
      ...one,
      state: one.lastSeenAt === null && one.silence === null ? "unknown" : stateOf(one.address, checks),
    })),
  };
}
