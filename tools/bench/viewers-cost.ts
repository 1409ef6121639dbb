import { setTimeout as delay } from "node:timers/promises";
import type { DeploymentConnections } from "#lib/redis/deployment-connections.ts";
import type { TestDeployment } from "#lib/redis/test-deployment.ts";
import { startPoller } from "#lib/topology/poller.ts";
import { median } from "./median.ts";

const VIEWERS = [1, 200] as const;
const TURNS = 3;
const TURN_MS = 5_000;

/** What the master does in a second while one person watches, and while many do: it must be the same. */
export async function measureViewers({ master, client }: TestDeployment, connections: DeploymentConnections) {
  const poller = startPoller({ connections, now: Date.now, record: () => undefined });
  const redis = client(master.address);
  try {
    await poller.current(new AbortController().signal);
    const costs = new Map<number, Cost[]>(VIEWERS.map((viewers) => [viewers, []]));
    for (let turn = 0; turn < TURNS; turn++) {
      for (const viewers of VIEWERS) costs.get(viewers)?.push(await costOf(viewers));
    }
    const [few, many] = VIEWERS.map((viewers) => middle(costs.get(viewers) ?? []));
    if (few === undefined || many === undefined) return;
    console.log(
      `${VIEWERS[1]} viewers instead of ${VIEWERS[0]}: the master runs ${(many.commands / few.commands).toFixed(2)} times ` +
        `the commands (${few.commands.toFixed(1)} and ${many.commands.toFixed(1)} a second) in ` +
        `${(many.cpuMs / few.cpuMs).toFixed(2)} times the CPU (${few.cpuMs.toFixed(1)} and ${many.cpuMs.toFixed(1)} ms a second); ` +
        `each viewer got ${many.snapshots.toFixed(1)} snapshots`,
    );
  } finally {
    await poller.stop();
  }

  async function costOf(viewers: number): Promise<Cost> {
    const leaving = new AbortController();
    let snapshots = 0;
    const watching = Array.from({ length: viewers }, async () => {
      for await (const _ of poller.watch(leaving.signal)) snapshots += 1;
    });
    const before = figures(String(await redis.info()));
    const startedAt = performance.now();
    await delay(TURN_MS);
    const after = figures(String(await redis.info()));
    const seconds = (performance.now() - startedAt) / 1_000;
    leaving.abort();
    await Promise.all(watching);
    return {
      commands: (after.commands - before.commands) / seconds,
      cpuMs: (after.cpuMs - before.cpuMs) / seconds,
      snapshots: snapshots / viewers,
    };
  }
}

interface Cost {
  commands: number;
  cpuMs: number;
  snapshots: number;
}

function middle(costs: readonly Cost[]): Cost {
  const of = (name: keyof Cost) => median(costs.map((cost) => cost[name]));
  return { commands: of("commands"), cpuMs: of("cpuMs"), snapshots: of("snapshots") };
}

function figures(info: string) {
  const number = (name: string) => Number(new RegExp(`^${name}:([\\d.]+)`, "m").exec(info)?.[1]);
  return {
    commands: number("total_commands_processed"),
    cpuMs: 1_000 * (number("used_cpu_sys") + number("used_cpu_user")),
  };
}
