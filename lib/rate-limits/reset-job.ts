import { z } from "zod";
import { defineJob } from "#lib/jobs/define-job.ts";
import { countLeft } from "#lib/keys/count-left.ts";
import { mostFor } from "#lib/keys/most-for.ts";
import { type Removal, type RemovalReport, removeKeys } from "#lib/keys/remove-keys.ts";
import { HAS_BEGUN, keepForJob } from "#lib/undo/keep-for-job.ts";
import type { ValueKeeper } from "#lib/undo/keep-values.ts";
import { describeBlock } from "./describe-limiter.ts";
import { type CompiledLimiter, limiterNamed } from "./limit-keyspace.ts";
import { blocksOfWhole, companionsOf, countersThatFit } from "./reset-selection.ts";
import type { ResetReport } from "./schema.ts";
import { serverTime } from "./server-time.ts";

/** Counters that come since the plan may bring so many blocks each. */
const BLOCKS_A_COUNTER = 4;

const ResetOrder = z.object({
  keyspace: z.string(),
  pattern: z.string(),
  planned: z.number(),
  /** Keys that go along, as the plan has counted them. */
  companions: z.number().default(0),
});

/** Deletes the counters that fit a pattern, with what belongs to them, so that they stay deleted; counts afterwards what is left. */
export const resetByPatternJob = defineJob({
  name: "limits.reset-pattern",
  input: ResetOrder,
  count: ({ deleted }: ResetReport) => deleted,
  async run(job): Promise<ResetReport> {
    const { services, deployment, signal } = job;
    const { keyspace, pattern, planned, companions: plannedCompanions } = job.input;
    const connections = services.deployments.get(deployment);
    const limiter = limiterNamed(connections.config, keyspace);
    const { db, localBlock } = limiter.config;
    const selection = countersThatFit(limiter, pattern);
    const basis = { connections, db, signal };
    const report: Removal["report"] = ({ fraction, found, deleted }) =>
      // The last part is blocks by themselves, and looking what is left.
      job.report({ fraction: fraction * 0.8, counts: { planned, found, deleted }, checkpoint: HAS_BEGUN });
    const expected = { keys: planned + plannedCompanions, bytes: 0 };
    const { done, undo } = await keepForJob(job, { connections, keyspace, db, expected }, async (keep) => {
      const besides = companionRemover(limiter, keep);
      const main = await removeKeys({
        ...basis,
        selection,
        most: mostFor(planned),
        report,
        beforeBatch: besides.remove,
      });
      let last: RemovalReport = main;
      let companions = besides.count();
      for (const blocks of blocksOfWhole(limiter, pattern)) {
        if (signal.aborted) break;
        const most = mostFor(Math.max(plannedCompanions, planned * BLOCKS_A_COUNTER));
        const beforeBatch: Removal["beforeBatch"] = (keys, writer) => keep(keys, writer.address);
        last = await removeKeys({ ...basis, selection: blocks, most, report: () => undefined, beforeBatch });
        companions += last.deleted;
      }
      return { main, last, companions };
    });
    const { main, last, companions } = done;
    const isStopped = signal.aborted || last.isStopped;
    const left = isStopped ? null : await countLeft({ ...basis, selection });
    return {
      planned,
      deleted: main.deleted,
      companions,
      alreadyGone: main.alreadyGone,
      left,
      restarts: main.restarts + (last === main ? 0 : last.restarts),
      durationMs: main.durationMs + (last === main ? 0 : last.durationMs),
      replicas: last.replicas,
      felt: main.felt,
      localBlock: localBlock === undefined ? null : describeBlock(localBlock),
      isStopped,
      undo,
    };
  },
});

function companionRemover(limiter: CompiledLimiter, keep: ValueKeeper["keep"]) {
  let removed = 0;
  const remove: Removal["beforeBatch"] = async (counters, writer) => {
    const keys = companionsOf(limiter, counters, await serverTime(writer));
    await keep([...counters, ...keys], writer.address);
    if (keys.length > 0) removed += await writer.run("UNLINK", (redis) => redis.unlink(...keys));
  };
  return { remove, count: () => removed };
}
