import { setTimeout as delay } from "node:timers/promises";
import { log } from "#lib/log.ts";
import type { Services } from "#lib/services.ts";
import { recheckRow } from "./recheck-row.ts";

const EVERY_MS = 30_000;
/** The process that revoked has looked by then; when it has not, it is gone. */
const LOST_AFTER_MS = 90_000;
/** What is older is looked at when somebody asks for it. */
const AT_MOST_OLD_MS = 86_400_000;
const AT_ONCE = 20;

/** Looks at revocations whose second look went with the process that owed it; of several consoles one looks at each. */
export async function recheckLost(services: Services): Promise<number> {
  const { store, now } = services;
  const lost = await store.db
    .selectFrom("revocation")
    .select("id")
    .where("state", "=", "pending")
    .where("is_cohort", "=", 0)
    .where("at", "<", now() - LOST_AFTER_MS)
    .where("at", ">", now() - AT_MOST_OLD_MS)
    .limit(AT_ONCE)
    .execute();
  let looked = 0;
  for (const { id } of lost) {
    // Whoever writes it down first has it; when that one dies too, another takes it after a while.
    const row = await store.db
      .updateTable("revocation")
      .set({ checked_at: now() })
      .where("id", "=", id)
      .where("state", "=", "pending")
      .where(({ eb, or }) => or([eb("checked_at", "is", null), eb("checked_at", "<", now() - LOST_AFTER_MS)]))
      .returningAll()
      .executeTakeFirst();
    if (row === undefined) continue;
    looked += 1;
    // Only what went is looked for: what was never deleted is not deleted now by itself.
    await recheckRow(services, row, ["planned", "kept", "changed-owner"]).catch(async (thrown: unknown) => {
      log.warn("a lost re-check could not be made up for", { revocation: id, thrown });
      await store.db.updateTable("revocation").set({ state: "unknown" }).where("id", "=", id).execute();
    });
  }
  return looked;
}

/** Looks as long as the console runs; answers what ends it. */
export function startLostRechecks(services: Services): () => Promise<void> {
  const stopping = new AbortController();
  const run = async () => {
    while (!stopping.signal.aborted) {
      await recheckLost(services).catch((thrown: unknown) => log.error("lost re-checks could not be read", { thrown }));
      await delay(EVERY_MS, undefined, { signal: stopping.signal, ref: false }).catch(() => undefined);
    }
  };
  const running = run();
  return () => {
    stopping.abort();
    return running;
  };
}
