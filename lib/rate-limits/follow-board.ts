import { setTimeout as delay } from "node:timers/promises";
import type { DeploymentConnections } from "#lib/redis/deployment-connections.ts";
import { scanBoard } from "./scan-board.ts";
import type { LimitsBoard } from "./schema.ts";

const EVERY_MS = 5_000;
/** A pass that takes long is followed by so many times as long a rest. */
const REST_RATIO = 10;

interface SharedBoard {
  board: Promise<LimitsBoard>;
  /** When the next pass may begin. */
  staleAt: number;
}

/** One a deployment, however many people watch it. */
const shared = new WeakMap<DeploymentConnections, SharedBoard>();

/** The board, and again whenever it was looked anew; nobody looks when nobody watches. */
export async function* followBoard(
  connections: DeploymentConnections,
  now: () => number,
  signal: AbortSignal,
): AsyncGenerator<LimitsBoard> {
  while (!signal.aborted) {
    yield await freshBoard(connections, now);
    const rest = Math.max(50, (shared.get(connections)?.staleAt ?? 0) - performance.now());
    await delay(rest, undefined, { signal }).catch(() => undefined);
  }
}

function freshBoard(connections: DeploymentConnections, now: () => number): Promise<LimitsBoard> {
  const known = shared.get(connections);
  if (known !== undefined && known.staleAt > performance.now()) return known.board;
  const startedAt = performance.now();
  const next: SharedBoard = {
    board: scanBoard(connections, now, new AbortController().signal).finally(() => {
      const took = performance.now() - startedAt;
      next.staleAt = performance.now() + Math.max(EVERY_MS, took * REST_RATIO);
    }),
    staleAt: Number.POSITIVE_INFINITY,
  };
  shared.set(connections, next);
  return next.board;
}
