import type { ManagedInstance } from "#lib/config/deployment-schema.ts";
import { isDomainError } from "#lib/errors.ts";
import type { DeploymentConnections } from "#lib/redis/deployment-connections.ts";
import { runManagedScript } from "./run-managed-script.ts";
import type { ScriptSight, ServerSight } from "./schema.ts";
import { seeServer } from "./see-server.ts";

const STATUS_MS = 15_000;
/** A script is a process on a managed host, so it is asked less often than the server. */
const SCRIPT_FRESH_MS = 10_000;
const SERVER_FRESH_MS = 1_500;

interface Sighting {
  script: ScriptSight;
  server: ServerSight;
}

/** What is known of one managed process, asked at most so often however many people look. */
interface Watched {
  look(): Promise<Sighting>;
}

// Next builds several copies of this module into one process; the symbol is the same for all.
const SLOT = Symbol.for("redis-console.instance-board");

interface Slot {
  [SLOT]?: WeakMap<DeploymentConnections, Map<string, Watched>>;
}

// The global object is where copies of a module meet; this file alone names the member.
const slot = globalThis as Slot;

export async function lookAtProcess(
  connections: DeploymentConnections,
  instance: ManagedInstance,
  now: () => number,
): Promise<Sighting> {
  slot[SLOT] ??= new WeakMap();
  const boards = slot[SLOT];
  const board = boards.get(connections) ?? new Map<string, Watched>();
  boards.set(connections, board);
  const watched = board.get(instance.name) ?? watch(connections, instance, now);
  board.set(instance.name, watched);
  return watched.look();
}

function watch(connections: DeploymentConnections, instance: ManagedInstance, now: () => number): Watched {
  let script: (ScriptSight & { knew: string }) | undefined;
  let server: { sight: ServerSight; at: number } | undefined;
  let underWay: Promise<Sighting> | undefined;

  async function lookOnce(): Promise<Sighting> {
    if (server === undefined || now() - server.at > SERVER_FRESH_MS) {
      server = { sight: (await seeServer(connections, instance)).sight, at: now() };
    }
    // Whatever changes the server makes what the script said before worthless.
    const knows = `${server.sight.state} ${server.sight.runId} ${server.sight.role}`;
    if (script === undefined || script.knew !== knows || now() - script.at > SCRIPT_FRESH_MS) {
      script = { ...(await askScript(instance, now)), knew: knows };
    }
    const { knew: _, ...said } = script;
    return { script: said, server: server.sight };
  }

  return {
    look() {
      underWay ??= lookOnce().finally(() => {
        underWay = undefined;
      });
      return underWay;
    },
  };
}

async function askScript(instance: ManagedInstance, now: () => number): Promise<ScriptSight> {
  const nothing = { pid: null, runId: null, at: now() };
  try {
    const { json, meaning } = await runManagedScript(instance, { action: "status", timeoutMs: STATUS_MS });
    if (json === undefined) return { ...nothing, state: "unknown", message: "The script gave no report in time." };
    const { state = meaning, message, pid = null, runId = null } = json;
    return { state, message, pid, runId, at: now() };
  } catch (thrown) {
    if (!isDomainError(thrown)) throw thrown;
    return { ...nothing, state: "unreachable", message: thrown.message };
  }
}
