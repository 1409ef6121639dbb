import { applyJob } from "#lib/apply/apply-job.ts";
import { saveJob } from "#lib/backups/save-job.ts";
import { flushCacheJob } from "#lib/cache/flush-job.ts";
import { drillJob } from "#lib/failover/drill-job.ts";
import { nativeFailoverJob, safeFailoverJob } from "#lib/failover/failover-job.ts";
import { resetSentinelsJob } from "#lib/failover/reset-job.ts";
import { bigKeysJob } from "#lib/inspect/big-keys-job.ts";
import type { JobKind } from "#lib/jobs/define-job.ts";
import { lifecycleJobs } from "#lib/lifecycle/action-job.ts";
import { resetByPatternJob } from "#lib/rate-limits/reset-job.ts";
import { roundJob } from "#lib/rolling/round-job.ts";
import { revokeCohortJob } from "#lib/sessions/revoke-cohort-job.ts";

/** Every kind of long work: a process that finds a job in the store finds its code here. */
export const JOB_KINDS: readonly JobKind[] = [
  flushCacheJob,
  resetByPatternJob,
  bigKeysJob,
  revokeCohortJob,
  safeFailoverJob,
  nativeFailoverJob,
  drillJob,
  resetSentinelsJob,
  roundJob,
  applyJob,
  lifecycleJobs.start,
  lifecycleJobs.stop,
  lifecycleJobs.restart,
  saveJob,
];
