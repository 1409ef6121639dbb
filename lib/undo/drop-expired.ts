import { setTimeout as delay } from "node:timers/promises";
import { log } from "#lib/log.ts";
import type { Services } from "#lib/services.ts";

const EVERY_MS = 30_000;

/** What is kept goes when its time has come, used or not. */
export async function dropExpired({ store, now }: Pick<Services, "store" | "now">): Promise<void> {
  const old = store.db.selectFrom("undo").select("id").where("until", "<=", now());
  await store.db.deleteFrom("kept_values").where("undo_id", "in", old).execute();
  await store.db.deleteFrom("undo").where("until", "<=", now()).execute();
}

/** Looks as long as the console runs; answers what ends it. */
export function startUndoCleaner(services: Services): () => Promise<void> {
  const stopping = new AbortController();
  const run = async () => {
    while (!stopping.signal.aborted) {
      await dropExpired(services).catch((thrown: unknown) => log.error("kept values could not be dropped", { thrown }));
      await delay(EVERY_MS, undefined, { signal: stopping.signal, ref: false }).catch(() => undefined);
    }
  };
  const running = run();
  return () => {
    stopping.abort();
    return running;
  };
}
