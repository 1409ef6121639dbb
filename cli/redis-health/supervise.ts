import { fork } from "node:child_process";
import { type Outcome, unknownOutcome } from "./outcome.ts";
import type { OutputFormat } from "./output-settings.ts";

/** What the worker is told: by a message, for a process list shows arguments. */
export interface Order {
  readonly argv: readonly string[];
  readonly withinMs: number;
}

/** Kept by each of the two processes to end in time. */
const SPARE_MS = 150;
/** One that a dead file system holds dies late. */
const WAIT_FOR_WORKER_MS = 100;
/** Tells the worker from a command that something else has forked. */
export const WORKER_VARIABLE = "REDIS_HEALTH_WORKER";

interface Supervised {
  readonly script: string;
  readonly argv: readonly string[];
  readonly format: OutputFormat;
  readonly timeoutMs: number;
}

/**
 * Runs the check in a process of its own, because a process cannot end while the resolver or a file system hangs;
 * this one can always.
 */
export function supervise({ script, argv, format, timeoutMs }: Supervised): Promise<Outcome> {
  const worker = fork(script, [], {
    env: { ...process.env, [WORKER_VARIABLE]: "1" },
    stdio: ["ignore", "ignore", "ignore", "ipc"],
  });
  const endsInMs = timeoutMs - performance.now() - SPARE_MS;
  return new Promise((resolve) => {
    let outcome: Outcome | undefined;
    const unknown = (sentence: string) => unknownOutcome(format, sentence);
    const end = (reached: Outcome) => {
      clearTimeout(timer);
      outcome = reached;
      worker.kill("SIGKILL");
      setTimeout(() => resolve(reached), WAIT_FOR_WORKER_MS);
    };
    const timer = setTimeout(
      () => end(unknown(`Nothing was known after ${timeoutMs / 1000} s.`)),
      Math.max(0, endsInMs),
    );
    // The worker is this same program, so its message has this shape.
    worker.once("message", (message) => end(message as Outcome));
    worker.once("error", () => resolve(unknown("The check could not be started.")));
    // Whoever does not wait for it leaves a zombie behind where process 1 reaps none.
    worker.once("exit", () => resolve(outcome ?? unknown("The check ended before it was done.")));
    const order: Order = { argv, withinMs: endsInMs - SPARE_MS };
    worker.send(order);
  });
}
