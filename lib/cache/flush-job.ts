import { z } from "zod";
import { defineJob } from "#lib/jobs/define-job.ts";
import { countLeft } from "#lib/keys/count-left.ts";
import { mostFor } from "#lib/keys/most-for.ts";
import { removeKeys } from "#lib/keys/remove-keys.ts";
import { HAS_BEGUN, keepForJob } from "#lib/undo/keep-for-job.ts";
import { cacheNamed } from "./cache-keyspace.ts";
import type { FlushReport } from "./schema.ts";

const FlushOrder = z.object({
  keyspace: z.string(),
  pattern: z.string(),
  planned: z.number(),
  plannedBytes: z.number(),
});

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
    const { db } = cache.config;
    const expected = { keys: input.planned, bytes: input.plannedBytes };
    const whose = { connections, keyspace: input.keyspace, db, expected };
    const { done, undo } = await keepForJob(job, whose, (keep) =>
      removeKeys({
        connections,
        db,
        selection,
        signal,
        most: mostFor(input.planned),
        beforeBatch: (keys, writer) => keep(keys, writer.address),
        report: ({ fraction, found, deleted: gone }) =>
          job.report({
            // The last part is looking what is left.
            fraction: fraction * 0.9,
            counts: { planned: input.planned, found, deleted: gone },
            checkpoint: HAS_BEGUN,
          }),
      }),
    );
    const { deleted, alreadyGone, restarts, durationMs, replicas, felt, isStopped } = done;
    const left = isStopped ? null : await countLeft({ connections, db, selection, signal });
    const { planned } = input;
    return { planned, deleted, alreadyGone, left, restarts, durationMs, replicas, felt, isStopped, undo };
  },
});
