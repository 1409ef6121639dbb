import type { ApplyPlan, PlanApplyInput, StartApplyInput } from "#lib/apply/schema.ts";
import type { BootCheck } from "#lib/boot-check/schema.ts";
import type { StartedJob } from "#lib/jobs/schema.ts";
import type { PreviewInput } from "#lib/preview/schema.ts";
import type { Result } from "#lib/result.ts";

export interface ApplyActions {
  plan(input: PlanApplyInput): Promise<Result<ApplyPlan>>;
  start(input: StartApplyInput): Promise<Result<StartedJob>>;
  confirmIdentity(input: { password: string }): Promise<Result<unknown>>;
}

/** What the page hands down: the server decides by itself who may. */
export interface ConfigPageActions {
  runBootCheck(input: PreviewInput): Promise<Result<BootCheck>>;
  /** Only for those who may. */
  apply: ApplyActions | undefined;
}
