import { expect } from "vitest";
import { createDeploymentRegistry } from "#lib/redis/deployment-registry.ts";
import { startTestDeployment, type TestDeployment } from "#lib/redis/test-deployment.ts";
import { startPoller } from "./poller.ts";
import { Topology } from "./schema.ts";

export const SECRET = "correct-horse-battery";

/** Real deployments and the pollers that look at them; `stop` ends all of them. */
export function createTestWatch() {
  const cleanUp: (() => Promise<unknown>)[] = [];

  async function watch(wanted: Parameters<typeof startTestDeployment>[0], more: Record<string, unknown> = {}) {
    const deployment = await startTestDeployment(wanted);
    cleanUp.push(() => deployment.stop());
    return { deployment, ...follow(deployment, more) };
  }

  function follow(deployment: TestDeployment, more: Record<string, unknown> = {}) {
    const config = deployment.config({ pollMs: 250, expectedReplicas: deployment.replicas.length, ...more });
    const registry = createDeploymentRegistry({ test: config }, { readSecret: () => SECRET });
    cleanUp.push(() => registry.close());
    const poller = startPoller({ connections: registry.get("test"), now: Date.now, record: () => undefined });
    cleanUp.push(() => poller.stop());
    const snapshots: Topology[] = [];
    const reading = new AbortController();
    cleanUp.push(async () => reading.abort());
    const read = async () => {
      for await (const snapshot of poller.watch(reading.signal)) snapshots.push(Topology.parse(snapshot));
    };
    void read();
    const newest = () => snapshots.at(-1);
    return {
      poller,
      snapshots,
      newest,
      instance: (address: string) => newest()?.instances.find((one) => one.address === address),
      sentinel: (address: string) => newest()?.sentinels.find((one) => one.address === address),
      check: (wanted: string, address: string | null = null) =>
        newest()?.health.checks.find(({ id, instance }) => id === wanted && instance === address),
      wrong: () =>
        newest()
          ?.health.checks.filter(({ state }) => state !== "ok")
          .map(({ id }) => id) ?? [],
      until: (isSo: () => unknown) => expect.poll(isSo, { timeout: 30_000, interval: 20 }),
    };
  }

  return {
    watch,
    follow,
    cleanUp,
    async stop() {
      for (const step of cleanUp.splice(0).reverse()) await step();
    },
  };
}
