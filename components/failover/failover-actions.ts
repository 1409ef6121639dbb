import type {
  DrillList,
  FailoverPlan,
  ResetSentinelsInput,
  StartDrillInput,
  StartFailoverInput,
} from "#lib/failover/schema.ts";
import type { Job, StartedJob } from "#lib/jobs/schema.ts";
import type { Result } from "#lib/result.ts";
import type { RoundPlan, StartRoundInput } from "#lib/rolling/schema.ts";

type JobAction = (input: { deployment: string; id: string }) => Promise<Result<Job>>;

/** What the page hands down: the server's actions, each deciding by itself who may. */
export interface FailoverActions {
  planFailover(input: { deployment: string }): Promise<Result<FailoverPlan>>;
  startSafe(input: StartFailoverInput): Promise<Result<StartedJob>>;
  startNative(input: StartFailoverInput): Promise<Result<StartedJob>>;
  resetSentinels(input: ResetSentinelsInput): Promise<Result<StartedJob>>;
  runDrill(input: StartDrillInput): Promise<Result<StartedJob>>;
  listDrills(input: { deployment: string }): Promise<Result<DrillList>>;
  planRound(input: { deployment: string; isWithSentinels: boolean }): Promise<Result<RoundPlan>>;
  startRound(input: StartRoundInput): Promise<Result<StartedJob>>;
  pauseJob: JobAction;
  unpauseJob: JobAction;
  cancelJob: JobAction;
  resumeJob: JobAction;
  confirmIdentity(input: { password: string }): Promise<Result<unknown>>;
}
