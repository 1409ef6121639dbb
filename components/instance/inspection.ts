import type { DeploymentChoice } from "#components/shell/deployment-choice.ts";
import type { KilledClient } from "#lib/inspect/schema.ts";
import type { Result } from "#lib/result.ts";

/** What may be looked into; the server decides again on every request. */
export interface InspectionRights {
  slowlog: boolean;
  clients: boolean;
  killClient: boolean;
  bigKeys: boolean;
  config: boolean;
  failOver: boolean;
}

export interface InstanceActions {
  killClient(input: {
    deployment: string;
    instance: string;
    id: string;
    address: string;
    reason: string;
  }): Promise<Result<KilledClient>>;
  sampleBigKeys(input: { deployment: string; instance: string }): Promise<Result<unknown>>;
  cancelJob(input: { deployment: string; id: string }): Promise<Result<unknown>>;
  confirmIdentity(input: { password: string }): Promise<Result<unknown>>;
}

/** What the page hands down to the panel of an instance. */
export interface Inspection {
  deployment: DeploymentChoice;
  rights: InspectionRights;
  actions: InstanceActions;
}
