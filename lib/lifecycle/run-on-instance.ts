import { setTimeout as delay } from "node:timers/promises";
import type { ManagedInstance } from "#lib/config/deployment-schema.ts";
import { DomainError, isDomainError } from "#lib/errors.ts";
import type { DeploymentConnections } from "#lib/redis/deployment-connections.ts";
import type { Services } from "#lib/services.ts";
import { withHold } from "./holds.ts";
import { addressOf, managedNamed } from "./managed-instance.ts";
import { proveOutcome } from "./prove-outcome.ts";
import { runManagedScript } from "./run-managed-script.ts";
import type { ScriptOutcome } from "./run-script.ts";
import type { ActionOutcome, LifecycleAction, ServerSight } from "./schema.ts";
import { seeServer } from "./see-server.ts";
import { nowAndThen, untilLoaded } from "./until-loaded.ts";

const SCRIPT_MS = { start: 60_000, stop: 60_000, restart: 120_000 } as const;
/** A stop writes all data to disk, and a start reads it: a disk that does 20 MB/s is a slow one. */
const SLOW_DISK_BYTES_PER_MS = 20_000;
const LONGEST_SCRIPT_MS = 2 * 3_600_000;
const STATUS_MS = 15_000;
/** For the server to be seen as the script says; where it says that it failed, the server is only looked at. */
const SEEN_WITHIN_MS = 15_000;
const SEEN_AFTER_FAILURE_MS = 1_000;
const LOOK_EVERY_MS = 250;

export const ACTION_PARTICIPLES = { start: "started", stop: "stopped", restart: "restarted" } as const;

export interface InstanceOrder {
  services: Services;
  deployment: string;
  /** The name of a managed instance. */
  instance: string;
  action: LifecycleAction;
  /** The person for whom it is done: others who come meanwhile are told. */
  who: string;
  signal?: AbortSignal;
  onOutput?: (line: string) => void;
  /** How far it is while it loads its data; by default a line of the output now and then. */
  onLoading?: (words: string) => void;
  timeoutMs?: number;
  /** Of a hold on the instance that the caller has already. */
  holder?: string;
}

/**
 * Starts, stops or restarts one managed instance, and says what is so afterwards by what the server and the script's
 * status say. It asks no guard. Rejects with CONFLICT while somebody else acts on the instance.
 */
export async function runOnInstance(order: InstanceOrder): Promise<ActionOutcome> {
  const { services, deployment, action, who, holder } = order;
  const connections = services.deployments.get(deployment);
  const instance = managedNamed(connections, order.instance);
  const hold = {
    deployment,
    subject: instance.name,
    what: `${instance.name} is being ${ACTION_PARTICIPLES[action]}`,
    who,
  };
  return withHold(services, holder === undefined ? hold : { ...hold, holder }, (lost) =>
    act(
      { ...order, signal: AbortSignal.any([lost, ...(order.signal === undefined ? [] : [order.signal])]) },
      connections,
      instance,
    ),
  );
}

async function act(
  { action, signal, onOutput, onLoading, timeoutMs, services }: InstanceOrder,
  connections: DeploymentConnections,
  instance: ManagedInstance,
): Promise<ActionOutcome> {
  const startedAt = services.now();
  const { sight: before, info } = await seeServer(connections, instance);
  const withinScriptMs = timeoutMs ?? scriptMs(action, info?.memory.usedBytes ?? 0);
  const script = await tryScript(
    () => runManagedScript(instance, { action, timeoutMs: withinScriptMs, signal, onOutput }),
    onOutput,
  );
  if (script?.meaning !== "done" && action !== "stop") {
    await untilLoaded({ connections, instance, signal, say: onLoading ?? nowAndThen(onOutput) });
  }
  // A script that did not come to its own end is asked anew, and never believed.
  const status =
    script?.meaning === "done"
      ? script
      : await tryScript(
          () => runManagedScript(instance, { action: "status", timeoutMs: STATUS_MS, onOutput }),
          onOutput,
        );
  const withinMs = script?.meaning === "done" ? SEEN_WITHIN_MS : SEEN_AFTER_FAILURE_MS;
  const after = await seeAfter({ connections, instance, action, before, withinMs });
  return {
    instance: instance.name,
    address: addressOf(instance),
    action,
    ...proveOutcome({ instance, action, before, after, script, status }),
    meaning: script?.exitCode == null ? null : script.meaning,
    before,
    after,
    durationMs: services.now() - startedAt,
  };
}

function scriptMs(action: LifecycleAction, usedBytes: number): number {
  const phases = action === "restart" ? 2 : 1;
  return Math.min(LONGEST_SCRIPT_MS, SCRIPT_MS[action] + (phases * usedBytes) / SLOW_DISK_BYTES_PER_MS);
}

async function tryScript(
  run: () => Promise<ScriptOutcome>,
  onOutput: InstanceOrder["onOutput"],
): Promise<ScriptOutcome | undefined> {
  try {
    return await run();
  } catch (thrown) {
    if (!isDomainError(thrown) || thrown.code !== "SCRIPT_FAILED") throw thrown;
    onOutput?.(thrown.message);
    return undefined;
  }
}

interface Wanted {
  connections: DeploymentConnections;
  instance: ManagedInstance;
  action: LifecycleAction;
  before: ServerSight;
  withinMs: number;
}

/** A connection of before may still end; what is wanted is waited for, and what is found then is the truth. */
async function seeAfter({ connections, instance, action, before, withinMs }: Wanted): Promise<ServerSight> {
  const deadline = performance.now() + withinMs;
  for (;;) {
    const { sight } = await seeServer(connections, instance);
    if (isAsWanted(action, sight, before) || performance.now() > deadline) return sight;
    await delay(LOOK_EVERY_MS);
  }
}

function isAsWanted(action: LifecycleAction, after: ServerSight, before: ServerSight): boolean {
  if (after.state === "unasked") return true;
  if (action === "stop") return after.state === "gone";
  return after.state === "running" && (action === "start" || after.runId !== before.runId);
}

/** For who cannot go on without it. */
export function assertProven(outcome: ActionOutcome): ActionOutcome {
  if (outcome.isProven) return outcome;
  const code = outcome.state === "unknown" ? "TIMEOUT" : "SCRIPT_FAILED";
  throw new DomainError(code, outcome.message, { where: outcome.address });
}
