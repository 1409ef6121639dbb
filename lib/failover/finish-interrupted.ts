import { setTimeout as delay } from "node:timers/promises";
import { DomainError } from "#lib/errors.ts";
import { demote } from "./demote-master.ts";
import { proveUnchanged } from "./prove-unchanged.ts";
import type { FailoverWork } from "./safe-failover.ts";
import type { FailoverReport } from "./schema.ts";
import { sentinelToAsk } from "./sentinel-to-ask.ts";
import { lookAtData, type Stock, takeStock } from "./take-stock.ts";
import { verifyFailover } from "./verify-failover.ts";
import { unpauseWrites } from "./write-pause.ts";

const VERIFIED_WITHIN_MS = 120_000;
const SETTLED_WITHIN_MS = 60_000;
const LOOK_EVERY_MS = 200;

/** The console stopped in the middle: finds out whether it was switched, and leaves nothing half done. */
export async function finishInterrupted(work: FailoverWork, mode: FailoverReport["mode"]): Promise<FailoverReport> {
  const startedAt = performance.now();
  const { connections, steps, master: from } = work;
  const stock = await steps.run("check", async (say) => {
    const seen = await takeStockOnceSettled(work, say);
    say(`The console stopped in the middle of it. The Sentinels name ${seen.master} now.`);
    return seen;
  });
  for (const { id } of steps.steps()) if (id !== "check" && id !== "verify") steps.skip(id, "Not repeated.");
  const to = stock.master;
  if (to === from) {
    // While another calls itself the master, the old one's writes may be lost: its pause ends by itself, soon enough.
    const isAlone = stock.instances.every(
      ({ address, seen }) => address === from || seen?.replication.role !== "master",
    );
    if (mode === "safe" && isAlone) await unpauseWrites(connections, from);
    const words = await steps.run("verify", async (say) => {
      const left = await proveUnchanged(connections, from, replicasOf(stock));
      say(left);
      return left;
    });
    throw new DomainError("CONFLICT", `The console stopped before the switch. ${words}`, {
      advice: "Plan anew when the switch is still wanted.",
    });
  }
  const asked = sentinelToAsk(stock);
  const notes = ["The console stopped in the middle of it; this is what it found and finished afterwards."];
  if (mode === "safe") await finishOldMaster(work, to);
  const others = stock.instances.map(({ address }) => address).filter((address) => address !== to);
  const { takenOverAt: _, ...verified } = await steps.run("verify", (say) =>
    verifyFailover({ connections, ...asked, to, others, withinMs: VERIFIED_WITHIN_MS, say }),
  );
  return {
    mode,
    from,
    to,
    expected: null,
    askedOf: asked.sentinel,
    pausedMs: null,
    promotedMs: null,
    totalMs: Math.round(performance.now() - startedAt),
    lostBytes: null,
    ...verified,
    notes: [...notes, ...verified.notes],
    isStopped: false,
  };
}

const replicasOf = ({ instances }: Stock) => instances.slice(1).map(({ address }) => address);

/** What was asked for may still come: to let writes go on meanwhile would be to lose them. */
async function takeStockOnceSettled({ connections }: FailoverWork, say: (words: string) => void): Promise<Stock> {
  const deadline = performance.now() + SETTLED_WITHIN_MS;
  for (;;) {
    const stock = await takeStock(connections);
    const busy = stock.sentinels.find(({ seen }) => seen?.master?.flags.isFailoverInProgress);
    if (busy === undefined) return stock;
    say(`Sentinel ${busy.address} still has the failover under way.`);
    if (performance.now() > deadline) {
      throw new DomainError("TIMEOUT", `Sentinel ${busy.address} has not finished the failover within a minute.`, {
        where: busy.address,
        advice: "Nothing was touched. Watch the overview until the Sentinels agree.",
      });
    }
    await delay(LOOK_EVERY_MS);
  }
}

/** Follows nobody but a master: under a replica its own data would be replaced by older. */
async function finishOldMaster({ connections, master }: FailoverWork, to: string): Promise<void> {
  const [{ seen }, heir] = await Promise.all([lookAtData(connections, master), lookAtData(connections, to)]);
  const isToDemote = seen?.replication.role === "master" && heir.seen?.replication.role === "master";
  if (isToDemote) await demote(await connections.instance(master, 0, "failover"), to);
  await unpauseWrites(connections, master);
}
