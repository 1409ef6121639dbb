// One round of looking at a deployment: every instance and Sentinel asked, composed and judged.
import { createDeploymentRegistry } from "#lib/redis/deployment-registry.ts";
import { startTestDeployment } from "#lib/redis/test-deployment.ts";
import { createRounds } from "#lib/topology/rounds.ts";
import { median } from "./median.ts";

const REPLICAS = [2, 9];
const ROUNDS = 200;

for (const replicas of REPLICAS) {
  const deployment = await startTestDeployment({ replicas, sentinels: 3 });
  const registry = createDeploymentRegistry({ bench: deployment.config() }, { readSecret: () => "" });
  try {
    const rounds = createRounds(registry.get("bench"), Date.now);
    for (let warmUp = 0; warmUp < 20; warmUp++) await rounds.look(() => false);
    const took: number[] = [];
    for (let round = 0; round < ROUNDS; round++) {
      const startedAt = performance.now();
      await rounds.look(() => false);
      took.push(performance.now() - startedAt);
    }
    const naive: number[] = [];
    for (let round = 0; round < 20; round++)
      naive.push(await connectAnew(deployment.instances.map(({ address }) => address)));
    const [ours, anew] = [median(took), median(naive)];
    console.log(
      `${replicas + 1} instances, 3 Sentinels: ${ours.toFixed(1)} ms a snapshot; a connection per instance and request: ${anew.toFixed(1)} ms (${(anew / ours).toFixed(1)} times as long)`,
    );
  } finally {
    await registry.close();
    await deployment.stop();
  }
}

/** What a page does that opens connections for each request: for comparison. */
async function connectAnew(addresses: string[]): Promise<number> {
  const { Redis } = await import("ioredis");
  const startedAt = performance.now();
  await Promise.all(
    addresses.map(async (address) => {
      const [host = "", port = ""] = address.split(":");
      const redis = new Redis({ host, port: Number(port) });
      await redis.info();
      redis.disconnect();
    }),
  );
  return performance.now() - startedAt;
}
