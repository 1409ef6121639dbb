import { createStepLog } from "#lib/jobs/step-log.ts";
import type { DeploymentConnections } from "#lib/redis/deployment-connections.ts";
import { type FailoverWork, failOverSafely, SAFE_STEPS } from "./safe-failover.ts";
import type { FailoverReport } from "./schema.ts";

interface Options extends Partial<Pick<FailoverWork, "signal" | "patience">> {
  onStep?: (id: string) => void;
  onWords?: (words: string) => void;
}

/** A safe failover without a job around it. */
export async function failOver(
  connections: DeploymentConnections,
  {
    signal = new AbortController().signal,
    onStep = (_id: string) => {},
    onWords = (_words: string) => {},
    ...more
  }: Options = {},
): Promise<FailoverReport> {
  const { address } = await connections.master(0, "read");
  let at = "";
  const steps = createStepLog(SAFE_STEPS, Date.now, (all) => {
    const step = all.find(({ state }) => state === "running");
    const running = step?.id ?? "";
    onWords(step?.words ?? "");
    if (running !== at && running !== "") onStep(running);
    at = running;
  });
  return failOverSafely({ connections, steps, signal, master: address, ...more });
}
