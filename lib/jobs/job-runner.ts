import { setTimeout as delay } from "node:timers/promises";
import { log } from "#lib/log.ts";
import type { Services } from "#lib/services.ts";
import { claimJob, markInterrupted } from "./claim-job.ts";
import type { JobKind } from "./define-job.ts";
import { KEPT_MS, MOST_KEPT } from "./job-limits.ts";
import { recordLoss, runJob, type Stopping } from "./run-job.ts";

const LOOK_EVERY_MS = 300;
const TRIM_EVERY_MS = 600_000;
const ENDED = ["succeeded", "failed", "cancelled", "unknown", "interrupted"];

export interface JobRunner {
  /** Stops what runs, which is then found as interrupted, and waits for it. */
  stop(): Promise<void>;
}

interface RunnerOptions {
  services: Services;
  /** Which process this is; of two with the same name both would hold a lease. */
  owner: string;
  kinds: readonly JobKind[];
}

/** Takes jobs from the queue as long as the console runs. */
export function startJobRunner({ services, owner, kinds }: RunnerOptions): JobRunner {
  const { store, now } = services;
  const stopping = new AbortController();
  const running = new Map<AbortController, Promise<void>>();
  let trimmedAt = 0;
  let isFailing = false;

  async function look(): Promise<void> {
    for (const lost of await markInterrupted(store, now())) await recordLoss(services, lost);
    for (let job = await claimJob(store, owner, now()); job !== undefined; job = await claimJob(store, owner, now())) {
      const stop = new AbortController();
      const kind = kinds.find(({ name }) => name === job?.kind);
      running.set(
        stop,
        runJob({ job, kind, services, owner, stop }).finally(() => running.delete(stop)),
      );
      if (stopping.signal.aborted) return;
    }
    if (now() - trimmedAt < TRIM_EVERY_MS) return;
    trimmedAt = now();
    await trim(services);
  }

  async function run(): Promise<void> {
    while (!stopping.signal.aborted) {
      try {
        await look();
        isFailing = false;
      } catch (thrown) {
        if (!isFailing) log.error("the queue of jobs could not be read", { thrown });
        isFailing = true;
      }
      await delay(LOOK_EVERY_MS, undefined, { signal: stopping.signal }).catch(() => undefined);
    }
  }

  const looking = run();
  return {
    async stop() {
      stopping.abort();
      await looking;
      for (const stop of running.keys()) stop.abort("interrupted" satisfies Stopping);
      await Promise.all(running.values());
    },
  };
}

async function trim({ store, now }: Services): Promise<void> {
  await store.db
    .deleteFrom("job")
    .where("state", "in", ENDED)
    .where("created_at", "<", now() - KEPT_MS)
    .execute();
  await store.db
    .deleteFrom("job_output")
    .where((line) =>
      line.not(line.exists(line.selectFrom("job").whereRef("job.id", "=", "job_output.job_id").select("job.id"))),
    )
    .execute();
  const oldest = await store.db
    .selectFrom("job")
    .select("created_at")
    .orderBy("created_at", "desc")
    .offset(MOST_KEPT)
    .limit(1)
    .executeTakeFirst();
  if (oldest === undefined) return;
  await store.db.deleteFrom("job").where("state", "in", ENDED).where("created_at", "<=", oldest.created_at).execute();
}
