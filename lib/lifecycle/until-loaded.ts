import { setTimeout as delay } from "node:timers/promises";
import type { ManagedInstance } from "#lib/config/deployment-schema.ts";
import type { DeploymentConnections } from "#lib/redis/deployment-connections.ts";
import type { InstanceInfo } from "#lib/redis/parse-info.ts";
import { seeServer } from "./see-server.ts";

const LOOK_EVERY_MS = 500;
const WITHIN_MS = 30 * 60_000;
const SAY_EVERY_MS = 15_000;

interface Loading {
  connections: DeploymentConnections;
  instance: ManagedInstance;
  signal: AbortSignal | undefined;
  say(words: string): void;
}

/** Waits as long as a server loads its data; what it is afterwards is for the caller to see. */
export async function untilLoaded({ connections, instance, signal, say }: Loading): Promise<void> {
  const deadline = performance.now() + WITHIN_MS;
  while (signal?.aborted !== true && performance.now() < deadline) {
    const { sight, info } = await seeServer(connections, instance);
    if (sight.state !== "loading") return;
    say(loadingWords(info?.persistence));
    await delay(LOOK_EVERY_MS, undefined, { signal }).catch(() => undefined);
  }
}

export function loadingWords(persistence: InstanceInfo["persistence"] | undefined): string {
  const { loadedPercent, loadingSecondsLeft } = persistence ?? {};
  if (loadedPercent === undefined) return "It loads its data.";
  const left = loadingSecondsLeft === undefined ? "" : `, some ${loadingSecondsLeft} s left`;
  return `It loads its data: ${Math.floor(loadedPercent)} %${left}.`;
}

/** What is kept for good is not said every time. */
export function nowAndThen(line: ((text: string) => void) | undefined): (words: string) => void {
  let saidAt = Number.NEGATIVE_INFINITY;
  return (words) => {
    if (performance.now() - saidAt < SAY_EVERY_MS) return;
    saidAt = performance.now();
    line?.(`[CONSOLE] ${words}`);
  };
}
