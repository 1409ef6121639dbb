// A snapshot of ever more instances beside the slowest single INFO among them, and what watching costs Redis.
import type { DeploymentConnections } from "#lib/redis/deployment-connections.ts";
import { createDeploymentRegistry } from "#lib/redis/deployment-registry.ts";
import { startTestDeployment, type TestDeployment } from "#lib/redis/test-deployment.ts";
import { lookAtInstance } from "#lib/topology/look-at-instance.ts";
import { createRounds } from "#lib/topology/rounds.ts";
import { median } from "./median.ts";
import { measureViewers } from "./viewers-cost.ts";

const SIZES = [1, 10, 50, 100];
const ROUNDS = 60;
const SMALL = ["repl-backlog-size 16kb", "maxclients 200", "repl-diskless-sync yes"];

for (const size of SIZES) {
  await withDeployment(size, async (deployment, connections) => {
    const { snapshotMs, infoMs } = await measureSnapshots(deployment, connections);
    console.log(
      `${size} instances, 3 Sentinels: ${snapshotMs.toFixed(1)} ms a snapshot; ` +
        `${(snapshotMs / infoMs).toFixed(1)} times the slowest single INFO (${infoMs.toFixed(1)} ms)`,
    );
  });
}
await withDeployment(3, measureViewers);

async function withDeployment(
  size: number,
  measure: (deployment: TestDeployment, connections: DeploymentConnections) => Promise<void>,
): Promise<void> {
  const deployment = await startTestDeployment({ replicas: size - 1, sentinels: 3, redisConf: SMALL });
  const registry = createDeploymentRegistry({ bench: deployment.config() }, { readSecret: () => "" });
  try {
    await measure(deployment, registry.get("bench"));
  } finally {
    await registry.close();
    await deployment.stop();
  }
}

/** Both in turn, so that what else the machine does meets both. */
async function measureSnapshots({ instances }: TestDeployment, connections: DeploymentConnections) {
  const rounds = createRounds(connections, Date.now);
  await untilAllAreSeen(rounds, instances.length);
  const [snapshots, infos]: [number[], number[]] = [[], []];
  for (let round = 0; round < ROUNDS; round++) {
    const startedAt = performance.now();
    await rounds.look(() => false);
    snapshots.push(performance.now() - startedAt);
    infos.push(await slowestInfo(instances, connections));
  }
  return { snapshotMs: median(snapshots), infoMs: median(infos) };
}

async function untilAllAreSeen(rounds: ReturnType<typeof createRounds>, count: number): Promise<void> {
  for (let calm = 0, tries = 0; calm < 10; tries++) {
    const { topology } = await rounds.look(() => false);
    const isWhole = topology.instances.length === count && topology.instances.every(({ silence }) => silence === null);
    calm = isWhole ? calm + 1 : 0;
    if (tries > 500) throw new Error(`Of ${count} instances ${topology.instances.length} were seen.`);
  }
}

async function slowestInfo(instances: TestDeployment["instances"], connections: DeploymentConnections) {
  let slowest = 0;
  for (const { address } of instances) {
    const startedAt = performance.now();
    await lookAtInstance(connections, address, 5_000);
    slowest = Math.max(slowest, performance.now() - startedAt);
  }
  return slowest;
}
