import { setTimeout as delay } from "node:timers/promises";
import { DomainError } from "#lib/errors.ts";
import { waitUntilItKnows } from "#lib/failover/sentinel-knows.ts";
import { lookAtData, type Stock, takeStock } from "#lib/failover/take-stock.ts";
import { assertStillAllowed } from "#lib/lifecycle/assert-still-allowed.ts";
import { assertProven, runOnInstance } from "#lib/lifecycle/run-on-instance.ts";
import { loadingWords } from "#lib/lifecycle/until-loaded.ts";
import type { DeploymentConnections } from "#lib/redis/deployment-connections.ts";
import type { Services } from "#lib/services.ts";
import type { RoundReport, RoundStop } from "./schema.ts";

const LOOK_EVERY_MS = 200;
/** A large data set is loaded, and then what was missed is caught up. */
const IN_SYNC_WITHIN_MS = 30 * 60_000;
const SENTINEL_KNOWS_WITHIN_MS = 60_000;
const BACKLOG_BYTES = 1_048_576;

interface WaitForOne {
  readonly connections: DeploymentConnections;
  readonly stop: RoundStop;
  readonly stock: Stock;
  readonly signal: AbortSignal;
  say(words: string): void;
}

interface RestartOne extends WaitForOne {
  readonly services: Services;
  readonly who: string;
  onOutput(line: string): void;
}

/** Restarts one instance and comes back when it is of use again: in sync, or knowing everybody. */
export async function restartOne(work: RestartOne): Promise<RoundReport["restarted"][number]> {
  const { services, connections, stop, who, signal, say, onOutput } = work;
  const startedAt = performance.now();
  const role = stop.kind === "sentinel" ? "sentinel" : "replica";
  await assertStillAllowed(connections, { instance: stop.name, action: "restart", role });
  say("Being restarted.");
  const outcome = await runOnInstance({
    services,
    deployment: connections.name,
    instance: stop.name,
    action: "restart",
    who,
    signal,
    onOutput,
    onLoading: say,
  });
  assertProven(outcome);
  const words = await untilOfUse(work);
  const durationMs = Math.round(performance.now() - startedAt);
  say(words);
  return { name: stop.name, address: stop.address, durationMs, words };
}

/** The next is not touched before this one is back. */
export function untilOfUse(work: WaitForOne): Promise<string> {
  return work.stop.kind === "sentinel" ? untilItSeesAll(work) : untilInSync(work);
}

async function untilInSync({ connections, stop, stock, signal, say }: WaitForOne): Promise<string> {
  const deadline = performance.now() + IN_SYNC_WITHIN_MS;
  for (;;) {
    const [own, master] = await Promise.all([
      lookAtData(connections, stop.address),
      lookAtData(connections, stock.master),
    ]);
    if (master.seen?.replication.role !== "master") {
      throw new DomainError(
        "CONFLICT",
        `${stock.master} no longer answers as the master: ${master.silence ?? "it is a replica"}.`,
        {
          where: stock.master,
          advice: "The round stopped here. Look at the overview before anything else is restarted.",
        },
      );
    }
    const missing = whatIsMissing(own, master.seen.replication) ?? (await whoDoesNotSeeIt(connections, stop.address));
    if (missing === undefined) return `Restarted, and in sync with ${stock.master}.`;
    say(missing);
    if (signal.aborted) throw new DomainError("CONFLICT", `It was stopped while ${stop.name} caught up: ${missing}`);
    if (performance.now() > deadline) {
      throw new DomainError("TIMEOUT", `${stop.name} runs and is not in sync after half an hour: ${missing}`, {
        where: stop.address,
        advice: "Nothing else was restarted.",
      });
    }
    await delay(LOOK_EVERY_MS);
  }
}

type Sight = Awaited<ReturnType<typeof lookAtData>>;

function whatIsMissing(
  { seen, silence }: Sight,
  master: NonNullable<Sight["seen"]>["replication"],
): string | undefined {
  if (seen === undefined) return `It does not answer yet: ${silence}`;
  const { replication, persistence } = seen;
  if (persistence.isLoading) return loadingWords(persistence);
  if (replication.role !== "replica") return "It calls itself a master; the Sentinels will make it a replica.";
  if (replication.isSyncing) return "It is being synchronised with the master.";
  if (replication.isLinkUp !== true) return "It has no link to the master yet.";
  if (replication.historyId !== master.historyId) return "It does not follow the master's history yet.";
  const missing = (master.offset ?? 0) - (replication.offset ?? 0);
  return missing > BACKLOG_BYTES ? `It lacks ${missing} bytes.` : undefined;
}

/** One that a Sentinel still has as down could not take over from the next. */
async function whoDoesNotSeeIt(connections: DeploymentConnections, address: string): Promise<string | undefined> {
  const { sentinels } = await takeStock(connections);
  const blind = sentinels.find(({ seen }) => {
    const flags = seen?.replicas.find((one) => one.address === address)?.flags;
    return seen !== undefined && (flags === undefined || flags.isSdown || flags.isDisconnected);
  });
  return blind === undefined ? undefined : `Sentinel ${blind.address} does not see it yet.`;
}

async function untilItSeesAll({ connections, stop, stock, signal, say }: WaitForOne): Promise<string> {
  const masterName = stock.sentinels.find(({ seen }) => seen?.master !== undefined)?.seen?.master?.name ?? "";
  const { peers } = await waitUntilItKnows({
    connections,
    masterName,
    sentinel: stop.address,
    master: stock.master,
    replicas: stock.instances.slice(1).flatMap(({ address, seen }) => (seen === undefined ? [] : [address])),
    peers: stock.sentinels.filter(({ seen }) => seen !== undefined).length - 1,
    withinMs: SENTINEL_KNOWS_WITHIN_MS,
    signal,
    say,
  });
  return `Restarted; it knows ${peers.length} other Sentinels and sees the quorum.`;
}
