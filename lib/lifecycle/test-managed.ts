import { join } from "node:path";
import type { TestInstance } from "#lib/redis/test-deployment.ts";
import { startTestConsole, type TestConsole } from "#lib/test-console.ts";
import { processesIn } from "./test-processes.ts";

/** A test console whose instances are all managed; redis-0 is the first master, sentinel-0 the first sentinel. */
export async function startManagedConsole(
  wanted: Parameters<typeof startTestConsole>[0] = {},
  more: Record<string, unknown> = {},
): Promise<TestConsole> {
  const folders: string[] = [];
  const console = await startTestConsole(wanted, [], ({ instances, sentinels }) => {
    folders.push(...[...instances, ...sentinels].map(({ folder }) => folder));
    return {
      instances: [
        ...instances.map((instance, nth) => managed("redis", instance, nth)),
        ...sentinels.map((instance, nth) => managed("sentinel", instance, nth)),
      ],
      ...more,
    };
  });
  return {
    ...console,
    async close() {
      // What a script has started is no child of this process.
      for (const pid of folders.flatMap(processesIn)) process.kill(pid, "SIGKILL");
      await console.close();
    },
  };
}

function managed(kind: "redis" | "sentinel", { port, folder }: TestInstance, nth: number) {
  return {
    name: `${kind}-${nth}`,
    kind,
    host: "127.0.0.1",
    port,
    configFile: join(folder, "redis.conf"),
    pidFile: join(folder, "redis.pid"),
  };
}
