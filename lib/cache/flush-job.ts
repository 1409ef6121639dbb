import { z } from "zod";
import { defineJob } from "#lib/jobs/define-job.ts";
import { countLeft } from "#lib/keys/count-left.ts";
import { removeKeys } from "#lib/keys/remove-keys.ts";
import { mostFor } from "#lib/keys/sealed-plan.ts";
import { cacheNamed } from "./cache-keyspace.ts";
import type { FlushReport } from "./schema.ts";

const FlushOrder = z.object({ keyspace: z.string(), pattern: z.string(), planned: z.number() });

/** Deletes what fits a pattern so that it stays deleted, and counts afterwards what is left. */
export const flushCacheJob = defineJob({
  name: "cache.flush",
  input: FlushOrder,
  count: ({ deleted }: FlushReport) => deleted,
  async run(job): Promise<FlushReport> {
    const { services, deployment, input, signal } = job;
    const connections = services.deployments.get(deployment);
    const cache = cacheNamed(connections.config, input.keyspace);
    const selection = { glob: Buffer.from(input.pattern), owns: cache.owns };
    const { deleted, alreadyGone, restarts, durationMs, replicas, felt, isStopped } = await removeKeys({
      connections,
      db: cache.config.db,
      selection,
      signal,
      most: mostFor(input.planned),
      report: ({ fraction, found, deleted: gone }) =>
        // The last part is looking what is left.
        job.report({ fraction: fraction * 0.9, counts: { planned: input.planned, found, deleted: gone } }),
    });
    const left = isStopped ? null : await countLeft({ connections, db: cache.config.db, selection, signal });
    const { planned } = input;
    return { planned, deleted, alreadyGone, left, restarts, durationMs, replicas, felt, isStopped };
  },
});
