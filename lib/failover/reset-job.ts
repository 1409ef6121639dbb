import { z } from "zod";
import { defineJob, type JobRun } from "#lib/jobs/define-job.ts";
import { createStepLog } from "#lib/jobs/step-log.ts";
import type { DeploymentConnections, RedisHandle } from "#lib/redis/deployment-connections.ts";
import { isPassingFailure } from "#lib/redis/passing-failure.ts";
import { assertMayForget } from "./assert-may-forget.ts";
import { runAlone } from "./disruptive-job.ts";
import { judgeReset } from "./judge-reset.ts";
import type { ResetReport } from "./schema.ts";
import { waitUntilItKnows } from "./sentinel-knows.ts";
import { takeStock } from "./take-stock.ts";

/** A Sentinel asks for INFO every ten seconds, and says hello to the others every two. */
const KNOWS_WITHIN_MS = 45_000;
export const RESET_WHAT = "a reset of Sentinels";

const ResetOrder = z.object({ sentinels: z.array(z.string()), holder: z.string() });
type Order = z.output<typeof ResetOrder>;

export const resetSentinelsJob = defineJob({
  name: "sentinel.reset",
  input: ResetOrder,
  count: ({ sentinels }: ResetReport) => sentinels.length,
  run: (job: JobRun<Order>) => runAlone(job, RESET_WHAT, (signal) => resetAll(job, signal)),
});

async function resetAll(job: JobRun<Order>, signal: AbortSignal): Promise<ResetReport> {
  const { services, deployment, input, report } = job;
  const connections = services.deployments.get(deployment);
  const steps = createStepLog(
    input.sentinels.map((address) => ({ id: address, title: `Reset Sentinel ${address}` })),
    services.now,
    (all) => {
      const ended = all.filter(({ state }) => state === "done").length;
      report({ fraction: ended / all.length, detail: { steps: all } });
    },
  );
  const done: ResetReport["sentinels"] = [];
  for (const address of input.sentinels) {
    if (signal.aborted) return { sentinels: done, isStopped: true };
    done.push(await steps.run(address, (say) => resetOne(connections, address, signal, say)));
  }
  return { sentinels: done, isStopped: false };
}

/** Looks anew before each: what the last one left behind must be whole. */
async function resetOne(
  connections: DeploymentConnections,
  sentinel: string,
  signal: AbortSignal,
  say: (words: string) => void,
): Promise<ResetReport["sentinels"][number]> {
  const stock = await takeStock(connections);
  const masterName = assertMayForget(stock);
  const before = stock.sentinels.find(({ address }) => address === sentinel)?.seen;
  const handle = await connections.sentinel(sentinel);
  const startedAt = performance.now();
  const isAnswered = await askToForget(handle, masterName);
  say(isAnswered ? "It was reset, and looks around anew." : "It did not answer in time; looking whether it was reset.");
  const replicas = stock.instances.slice(1).flatMap(({ address, seen }) => (seen === undefined ? [] : [address]));
  const after = await waitUntilItKnows({
    connections,
    masterName,
    sentinel,
    master: stock.master,
    replicas,
    peers: stock.sentinels.filter(({ seen }) => seen !== undefined).length - 1,
    withinMs: KNOWS_WITHIN_MS,
    signal,
    say,
  });
  const { forgotten, words: found } = judgeReset({ sentinel, before, after, isAnswered });
  const knownAgainMs = Math.round(performance.now() - startedAt);
  const words = `After ${knownAgainMs} ms it knows ${replicas.length} replicas and ${after.peers.length} other Sentinels again; ${found}.`;
  say(words);
  return { address: sentinel, forgotten, knownAgainMs, words };
}

/** Whether it answered; one that did not may have done it all the same. */
async function askToForget(handle: RedisHandle, masterName: string): Promise<boolean> {
  try {
    await handle.run("SENTINEL RESET", (redis) => redis.call("SENTINEL", "RESET", masterName));
    return true;
  } catch (thrown) {
    if (isPassingFailure(thrown)) return false;
    throw thrown;
  }
}
