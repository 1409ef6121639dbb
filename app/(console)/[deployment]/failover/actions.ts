"use server";
import { planFailover } from "#lib/failover/plan-failover.ts";
import { resetSentinels } from "#lib/failover/reset-sentinels.ts";
import { startNativeFailover, startSafeFailover } from "#lib/failover/start-failover.ts";
import { pauseJob, unpauseJob } from "#lib/jobs/pause-job.ts";
import { planRound } from "#lib/rolling/plan-round.ts";
import { startRound } from "#lib/rolling/start-round.ts";
import { defineAction } from "#lib/web/define-action.ts";

export const planFailoverAction = defineAction(planFailover);
export const startSafeFailoverAction = defineAction(startSafeFailover);
export const startNativeFailoverAction = defineAction(startNativeFailover);
export const resetSentinelsAction = defineAction(resetSentinels);
export const planRoundAction = defineAction(planRound);
export const startRoundAction = defineAction(startRound);
export const pauseJobAction = defineAction(pauseJob);
export const unpauseJobAction = defineAction(unpauseJob);
