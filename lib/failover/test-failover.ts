import { createStepLog } from "#lib/jobs/step-log.ts";
import type { DeploymentConnections } from "#lib/redis/deployment-connections.ts";
import { failOverSafely, SAFE_STEPS } from "./safe-failover.ts";
import type { FailoverReport } from "./schema.ts";

/** A safe failover without a job around it. */
export async function failOver(
  connections: DeploymentConnections,
  { signal = new AbortController().signal, onStep = (_id: string) => {} } = {},
): Promise<FailoverReport> {
  const { address } = await connections.master(0, "read");
  let at = "";
  const steps = createStepLog(SAFE_STEPS, Date.now, (all) => {
    const running = all.find(({ state }) => state === "running")?.id ?? "";
    if (running !== at && running !== "") onStep(running);
    at = running;
  });
  return failOverSafely({ connections, steps, signal, master: address });
}
