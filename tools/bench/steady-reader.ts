import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { isMainThread, parentPort, Worker, workerData } from "node:worker_threads";
import { Redis } from "ioredis";

const PER_SECOND = 2_000;

export interface Felt {
  readonly p99Ms: number;
  readonly mostMs: number;
  readonly reads: number;
}

interface SteadyReader {
  stop(): Promise<Felt>;
}

/** 2,000 GET a second in a thread of its own, each timed from when it was due, so that a stall counts for all it held up. */
export async function startSteadyReader(port: number, key: string): Promise<SteadyReader> {
  const worker = new Worker(fileURLToPath(import.meta.url), { workerData: { port, key } });
  await once(worker, "message");
  return {
    async stop() {
      const heard = once(worker, "message");
      worker.postMessage("stop");
      const [felt] = await heard;
      return felt;
    },
  };
}

if (!isMainThread && parentPort !== null) await read(parentPort, workerData);

async function read(parent: NonNullable<typeof parentPort>, { port, key }: { port: number; key: string }) {
  const redis = new Redis({ port });
  await redis.get(key);
  const times: number[] = [];
  const underWay: Promise<void>[] = [];
  const startedAt = performance.now();
  const ticker = setInterval(() => {
    const due = ((performance.now() - startedAt) * PER_SECOND) / 1_000;
    while (underWay.length < due) {
      const dueAt = startedAt + (underWay.length * 1_000) / PER_SECOND;
      underWay.push(redis.get(key).then(() => void times.push(performance.now() - dueAt)));
    }
  }, 1);
  parent.postMessage("ready");
  parent.once("message", async () => {
    clearInterval(ticker);
    await Promise.all(underWay);
    redis.disconnect();
    const sorted = times.toSorted((one, other) => one - other);
    parent.postMessage({
      p99Ms: sorted[Math.floor(sorted.length * 0.99)] ?? 0,
      mostMs: sorted.at(-1) ?? 0,
      reads: sorted.length,
    });
  });
}
