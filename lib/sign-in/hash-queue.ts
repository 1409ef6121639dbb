import { availableParallelism } from "node:os";
import { DomainError } from "#lib/errors.ts";

export interface WorkQueue {
  /** Rejects with TOO_MANY_REQUESTS when as many wait as may. */
  run<T>(work: () => Promise<T>): Promise<T>;
}

export function createWorkQueue(atATime: number, maxWaiting: number): WorkQueue {
  const waiting: (() => void)[] = [];
  let running = 0;
  return {
    async run(work) {
      if (running >= atATime) {
        if (waiting.length >= maxWaiting)
          throw new DomainError("TOO_MANY_REQUESTS", "Too many people sign in right now.");
        await new Promise<void>((resolve) => waiting.push(resolve));
      } else {
        running += 1;
      }
      try {
        return await work();
      } finally {
        // A waiting one takes over the place, so that nobody can slip in between.
        const next = waiting.shift();
        if (next === undefined) running -= 1;
        else next();
      }
    },
  };
}

declare global {
  // One queue for all the copies of this module that Next builds into the process.
  var redisConsoleHashQueue: WorkQueue | undefined;
}

/** Each hash takes a thread of Node's pool of four; one stays free for files and name look-ups. */
export function hashQueue(): WorkQueue {
  globalThis.redisConsoleHashQueue ??= createWorkQueue(Math.min(3, availableParallelism()), 50);
  return globalThis.redisConsoleHashQueue;
}
