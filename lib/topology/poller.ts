import type { Measure } from "#lib/history/history-recorder.ts";
import { log } from "#lib/log.ts";
import type { DeploymentConnections } from "#lib/redis/deployment-connections.ts";
import type { DeploymentRecorder } from "#lib/timeline/timeline-recorder.ts";
import { createFailoverEar } from "./failover-ear.ts";
import { createLatestValue } from "./latest-value.ts";
import { listenToSentinels } from "./listen-to-sentinels.ts";
import { createRounds } from "./rounds.ts";
import type { Topology } from "./schema.ts";
import { sleepUntilWoken } from "./sleep-until-woken.ts";

/** While things change, as the sentinels' events tell. */
const RESTLESS_POLL_MS = 250;
const SHORTEST_PAUSE_MS = 20;

interface PollerOptions {
  connections: DeploymentConnections;
  now(): number;
  record(deployment: string, measures: readonly Measure[]): void;
  timeline?: DeploymentRecorder;
}

/** What is known without looking or waiting. */
export interface PollerStatus {
  readonly latest: Topology | undefined;
  /** How long the last look took. */
  readonly lookMs: number | undefined;
  /** Failovers that were heard of since the start. */
  readonly failovers: number;
}

/** The one look at a deployment, however many people watch. */
export interface Poller {
  readonly name: string;
  /** Waits for the first snapshot; undefined when the signal fires or the poller is stopped before it. */
  current(signal: AbortSignal): Promise<Topology | undefined>;
  /** The newest snapshot, and each time the newest after it, until the signal fires or the poller is stopped. */
  watch(signal: AbortSignal): AsyncGenerator<Topology, void>;
  status(): PollerStatus;
  stop(): Promise<void>;
}

export function startPoller({ connections, now, record, timeline }: PollerOptions): Poller {
  const { config, name } = connections;
  const stopping = new AbortController();
  const { signal } = stopping;
  const latest = createLatestValue<Topology>();
  const ear = createFailoverEar(config.kind === "sentinel" ? config.masterName : "", now);
  const rounds = createRounds(connections, now, timeline?.configured);
  let wake = new AbortController();
  let lookMs: number | undefined;

  async function round(): Promise<void> {
    const startedAt = performance.now();
    try {
      const { topology, measures } = await rounds.look(ear.isUnderWay);
      lookMs = performance.now() - startedAt;
      latest.set(topology);
      record(name, measures);
      timeline?.looked(topology);
    } catch (thrown) {
      log.error("looking at a deployment met a fault", { name, thrown });
    }
  }

  async function run(): Promise<void> {
    while (!signal.aborted) {
      const startedAt = performance.now();
      // What is heard while looking may have come too late to be seen.
      wake = new AbortController();
      await round();
      const every = ear.isRestless() ? Math.min(config.pollMs, RESTLESS_POLL_MS) : config.pollMs;
      const rest = every - (performance.now() - startedAt);
      await sleepUntilWoken(Math.max(SHORTEST_PAUSE_MS, rest), AbortSignal.any([signal, wake.signal]));
    }
  }

  const listening = listenToSentinels({
    connections,
    sentinels: config.kind === "sentinel" ? config.sentinels : [],
    signal,
    onEvent: (event, text, sentinel) => {
      timeline?.heard({ sentinel, event, text, at: now() });
      if (ear.hear(event, text)) wake.abort();
    },
  });
  const running = run();
  return {
    name,
    async current(until) {
      for await (const snapshot of latest.read(until)) return snapshot;
      return undefined;
    },
    watch: (until) => latest.read(until),
    status: () => ({ latest: latest.value, lookMs, failovers: ear.ended() }),
    async stop() {
      stopping.abort();
      latest.end();
      await Promise.all([running, listening]);
    },
  };
}
