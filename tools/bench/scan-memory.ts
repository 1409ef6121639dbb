// What the console holds in memory while it looks through 1,000,000 keys (10,000,000 with --full): it must not grow with them.

import { planFlush } from "#lib/cache/plan-flush.ts";
import { sampleNamespaces } from "#lib/cache/sample-namespaces.ts";
import { searchCache } from "#lib/cache/search-cache.ts";
import { startKeyScan } from "#lib/keys/scan-keys.ts";
import { runOperation } from "#lib/run-operation.ts";
import { startTestConsole } from "#lib/test-console.ts";

const SIZES = process.argv.includes("--full") ? [1_000_000, 10_000_000] : [100_000, 1_000_000];
const LOOK_EVERY_MS = 50;

const test = await startTestConsole({ redisConf: ["enable-debug-command yes"] }, [
  { kind: "cache", name: "pages", label: "Pages", db: 0, match: "cache:{id}" },
]);
const redis = test.deployment.client(test.deployment.master.address);
const asked = { deployment: "test", keyspace: "pages", pattern: "cache:*" };

const WORK: Record<string, () => Promise<unknown>> = {
  "plan of a flush": () => runOperation(planFlush, test.context("sre"), asked),
  "search of a cache": async () => {
    for await (const _ of await runOperation(searchCache, test.context("sre"), asked));
  },
  "sample of namespaces": () => runOperation(sampleNamespaces, test.context("sre"), { deployment: "test" }),
  "bare scan": async () => {
    const master = await test.context().services.deployments.get("test").master(0, "read");
    const scan = await startKeyScan(master, { glob: Buffer.from("cache:*"), owns: () => true });
    while (!scan.isDone) await scan.next(1_000);
  },
};

try {
  for (const [size, largest] of SIZES.map((one, index) => [one, index] as const)) {
    await redis.flushall();
    await redis.call("DEBUG", "POPULATE", size, "cache", 50);
    console.log(`${largest === 0 ? "" : "  and "}${size.toLocaleString("en")} keys:`);
    for (const [name, work] of Object.entries(WORK)) console.log(`  ${name}: ${await measure(work)}`);
  }
} finally {
  await test.close();
}

async function measure(work: () => Promise<unknown>): Promise<string> {
  globalThis.gc?.();
  const before = process.memoryUsage().rss;
  let most = before;
  const timer = setInterval(() => {
    most = Math.max(most, process.memoryUsage().rss);
  }, LOOK_EVERY_MS);
  const startedAt = performance.now();
  await work();
  clearInterval(timer);
  const seconds = ((performance.now() - startedAt) / 1_000).toFixed(1);
  return `${seconds} s, memory ${mib(before)} before, ${mib(most)} at most`;
}

function mib(bytes: number): string {
  return `${Math.round(bytes / 1_048_576)} MiB`;
}
