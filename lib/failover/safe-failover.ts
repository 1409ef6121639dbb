import { DomainError, isDomainError } from "#lib/errors.ts";
import type { StepLog } from "#lib/jobs/step-log.ts";
import type { DeploymentConnections } from "#lib/redis/deployment-connections.ts";
import { askForSwitch, type Switched } from "./ask-sentinel.ts";
import { catchUp } from "./catch-up.ts";
import { checkRights } from "./check-rights.ts";
import { demoteInTime } from "./demote-master.ts";
import { isEligible, judgeStock } from "./judge-stock.ts";
import { proveUnchanged } from "./prove-unchanged.ts";
import type { FailoverReport } from "./schema.ts";
import { sentinelToAsk } from "./sentinel-to-ask.ts";
import { type Stock, takeStock } from "./take-stock.ts";
import { verifyFailover } from "./verify-failover.ts";
import { pauseWrites, type WritePause } from "./write-pause.ts";

/** Should the console die while replicas catch up, writes go on after this. */
const FIRST_PAUSE_MS = 6_000;

/** How long is waited for what. */
const PATIENCE = {
  /** After the Sentinel was asked, prolonged piece by piece, so that the old master takes nothing that would be lost. */
  pauseMs: 15_000,
  /** For a promotion that nobody is at any more. */
  switchMs: 12_000,
  /** For the Sentinels to name who was promoted, or to give it up: so long at most the pause is prolonged. */
  holdMs: 45_000,
  verifiedMs: 120_000,
};

export interface FailoverWork {
  readonly connections: DeploymentConnections;
  readonly steps: StepLog;
  /** Fires to stop it: heeded until the Sentinel is asked, and not from then on. */
  readonly signal: AbortSignal;
  /** The master that the plan has shown; another one is a surprise. */
  readonly master: string;
  readonly patience?: typeof PATIENCE;
}

export const SAFE_STEPS = [
  { id: "check", title: "Look once more" },
  { id: "pause", title: "Pause writes on the master" },
  { id: "catch-up", title: "Wait until the replicas have every write" },
  { id: "switch", title: "Ask a Sentinel to fail over" },
  { id: "demote", title: "Make the old master a replica, end the pause" },
  { id: "verify", title: "Prove the new state" },
] as const;

/** A switch of the master by which no acknowledged write is lost. Whatever goes wrong before it leaves all as it was. */
export async function failOverSafely(work: FailoverWork): Promise<FailoverReport> {
  const startedAt = performance.now();
  const { connections, steps, patience = PATIENCE } = work;
  const stock = await steps.run("check", (say) => lookOnceMore(work, say));
  const asked = sentinelToAsk(stock);
  throwIfStopped(work.signal);
  const pause = await steps.run("pause", async (say) => {
    const pauseMs = firstPauseMs(stock);
    const begun = await pauseWrites(connections, stock.master, pauseMs);
    say(`Writes on ${stock.master} wait, for ${pauseMs / 1_000} s at most.`);
    return begun;
  });
  const { to, reached, promotedMs, isNamed } = await undoneIfItFails(work, pause, {
    replicas: toWaitFor(stock),
    work: () => switchOver(work, stock, pause),
  });
  const { pausedMs, isCertain, notes } = await steps.run("demote", (say) => demoteInTime(connections, pause, to, say));
  const others = stock.instances.map(({ address }) => address).filter((address) => address !== to);
  const verified = await steps.run("verify", (say) =>
    verifyFailover({ connections, ...asked, to, others, withinMs: patience.verifiedMs, say }),
  );
  const { takenOverAt } = verified;
  return {
    mode: "safe",
    from: stock.master,
    to,
    expected: stock.forecast.chosen,
    askedOf: asked.sentinel,
    pausedMs,
    promotedMs,
    totalMs: Math.round(performance.now() - startedAt),
    // Where the old master may have gone on taking writes, nobody knows.
    lostBytes: takenOverAt === undefined || !isCertain ? null : Math.max(0, reached - takenOverAt),
    isWhole: verified.isWhole,
    replicas: verified.replicas,
    notes: [...(isNamed ? [] : [unnamed(to, stock.master)]), ...notes, ...verified.notes],
    isStopped: false,
  };
}

function unnamed(to: string, from: string): string {
  return `${to} was promoted, and most Sentinels did not say so in time. It has every write, so ${from} was made its replica all the same: nothing is lost, and applications that ask the Sentinels find no master that takes writes until those agree.`;
}

async function lookOnceMore({ connections, master }: FailoverWork, say: (words: string) => void): Promise<Stock> {
  const stock = await takeStock(connections);
  if (stock.master !== master) {
    throw new DomainError("CONFLICT", `The master is ${stock.master} by now, and not ${master} as planned.`, {
      advice: "Nothing was changed. Plan anew.",
    });
  }
  const checks = [...judgeStock(stock, connections.config.thresholds), await checkRights(connections, stock.master)];
  const refusals = checks.filter(({ state }) => state === "refused");
  if (refusals.length > 0) {
    throw new DomainError("CONFLICT", refusals.map(({ words }) => words).join(" "), {
      where: stock.master,
      advice: "Nothing was changed. Mend that, then plan anew.",
    });
  }
  say(`${checks.length} checks passed; ${stock.forecast.chosen} would take over from ${stock.master}.`);
  return stock;
}

async function switchOver(
  { connections, steps, signal, patience = PATIENCE }: FailoverWork,
  stock: Stock,
  pause: WritePause,
): Promise<Switched & { reached: number }> {
  const replicas = toWaitFor(stock);
  const wait = { connections, master: pause.handle, replicas, signal };
  await steps.run("catch-up", async (say) => {
    const offset = await catchUp({ ...wait, withinMs: (pause.endsAt() - performance.now()) * 0.7, onLag: say });
    const who = replicas.length === 1 ? "The replica has" : `All ${replicas.length} replicas have`;
    say(`${who} everything, up to offset ${offset}.`);
  });
  throwIfStopped(signal);
  return steps.run("switch", async (say) => {
    await pause.extend(patience.pauseMs);
    // Had the first pause been ended by somebody else, this is what was written since.
    const reached = await catchUp({ ...wait, withinMs: 1_000 });
    const asked = sentinelToAsk(stock);
    const order = { connections, ...asked, from: stock.master, candidates: replicas, withinMs: patience.switchMs, say };
    const hold = { mostMs: patience.holdMs, keepUp: () => keepPaused(pause, patience.pauseMs) };
    return { ...(await askForSwitch({ ...order, hold })), reached };
  });
}

/** In short pieces: should the console die, writes go on after the last of them. */
async function keepPaused(pause: WritePause, pieceMs: number): Promise<void> {
  if (pause.heldUntil() - performance.now() > pieceMs / 2) return;
  await pause.extend(pieceMs).catch((thrown: unknown) => {
    // A master that does not answer takes no writes either; the next look tries again.
    if (!isDomainError(thrown)) throw thrown;
  });
}

/** Ends the pause and looks what is so, when it went wrong before the switch. */
async function undoneIfItFails<T>(
  { connections, steps }: FailoverWork,
  pause: WritePause,
  { replicas, work }: { replicas: readonly string[]; work: () => Promise<T> },
): Promise<T> {
  try {
    return await work();
  } catch (thrown) {
    const { isAsked } = await pause.end();
    steps.skip("demote", isAsked ? "Not needed: the pause was ended." : "Not needed: the pause ended by itself.");
    await steps.run("verify", async (say) => say(await proveUnchanged(connections, pause.address, replicas)));
    throw thrown;
  }
}

/** All that are linked, also those that would not be promoted: they cost no time, and nobody is left behind. */
function toWaitFor(stock: Stock): string[] {
  return stock.instances
    .slice(1)
    .flatMap(({ address, seen }) =>
      isEligible(stock, address) || seen?.replication.isLinkUp === true ? [address] : [],
    );
}

/** Over before the Sentinels could take the paused master for dead. */
function firstPauseMs({ sentinels }: Stock): number {
  const patience = Math.min(...sentinels.flatMap(({ seen }) => seen?.master?.downAfterMs ?? []));
  return Math.round(Math.min(FIRST_PAUSE_MS, patience * 0.8));
}

function throwIfStopped(signal: AbortSignal): void {
  if (!signal.aborted) return;
  throw new DomainError("CONFLICT", "It was stopped before anything was switched.", {
    advice: "Writes go on as before.",
  });
}
