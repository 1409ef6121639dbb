import { isUserRefused } from "./translate-error.ts";

/** A wrong password does not become right by asking often, and servers log each attempt. */
const AFTER_REFUSED_USER_MS = 5_000;
const SHORTEST_PAUSE_MS = 50;
const LONGEST_PAUSE_MS = 1_000;

interface Failure {
  readonly error: unknown;
  readonly until: number;
  readonly times: number;
}

/** Keeps connection attempts with the same address and user from becoming a storm; who is held back gets the last error again. */
export function createConnectGate(now: () => number = Date.now) {
  const failures = new Map<string, Failure>();
  const attempts = new Map<string, Promise<unknown>>();
  const proven = new Set<string>();

  async function attempt<T>(gate: string, connect: () => Promise<T>): Promise<T> {
    const running = connect();
    attempts.set(gate, running);
    try {
      const connected = await running;
      failures.delete(gate);
      proven.add(gate);
      return connected;
    } catch (error) {
      proven.delete(gate);
      const times = (failures.get(gate)?.times ?? 0) + 1;
      failures.set(gate, { error, times, until: now() + pauseAfter(error, times) });
      throw error;
    } finally {
      if (attempts.get(gate) === running) attempts.delete(gate);
    }
  }

  return async function pass<T>(gate: string, connect: () => Promise<T>): Promise<T> {
    // Until the user is known to get in, one attempt goes first and the others learn from it.
    while (!proven.has(gate)) {
      const failure = failures.get(gate);
      if (failure !== undefined && failure.until > now()) throw failure.error;
      const before = attempts.get(gate);
      if (before === undefined) break;
      await before.catch(() => undefined);
    }
    return attempt(gate, connect);
  };
}

function pauseAfter(error: unknown, times: number): number {
  if (isUserRefused(error)) return AFTER_REFUSED_USER_MS;
  const pause = Math.min(SHORTEST_PAUSE_MS * 2 ** Math.min(times - 1, 10), LONGEST_PAUSE_MS);
  return pause + Math.random() * SHORTEST_PAUSE_MS;
}
