import { DomainError } from "#lib/errors.ts";
import { countJobs } from "#lib/jobs/count-jobs.ts";
import { log } from "#lib/log.ts";
import { withDeadline } from "#lib/redis/with-deadline.ts";
import type { Store } from "#lib/store/store.ts";
import type { Sample } from "./sample.ts";
import { toSamples } from "./to-samples.ts";

const COUNTED_WITHIN_MS = 1_000;

/** A store that is gone takes these away, and nothing else from the scrape. */
export async function jobSamples(store: Store): Promise<Sample[]> {
  try {
    const counts = await withDeadline(
      COUNTED_WITHIN_MS,
      countJobs(store),
      () => new DomainError("TIMEOUT", "The store did not count the jobs in time."),
    );
    return counts.flatMap(({ kind, state, count }) =>
      toSamples({ kind, result: state }, { redis_console_jobs: count }),
    );
  } catch (thrown) {
    log.error("jobs could not be counted for a scrape", { thrown });
    return [];
  }
}
