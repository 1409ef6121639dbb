import type { DeploymentConnections } from "#lib/redis/deployment-connections.ts";
import { MOST_KEPT_BYTES, type UndoOutlook } from "./schema.ts";

/** Long enough to notice a mistake; what is kept may hold personal data. */
export const KEPT_MS = 10 * 60_000;
export const MOST_KEYS = 100_000;

const NOT_CONFIGURED = "undo is not configured: there is no users.restorer in the console's configuration";

/** Whether a deletion of so much could be undone, before anything is deleted. */
export function undoOutlook(
  { config }: Pick<DeploymentConnections, "config">,
  { keys, bytes }: { keys: number; bytes: number },
): UndoOutlook {
  const why =
    config.users.restorer === undefined
      ? NOT_CONFIGURED
      : keys > MOST_KEYS
        ? `more than ${MOST_KEYS} keys are not kept`
        : bytes > MOST_KEPT_BYTES
          ? `more than ${MOST_KEPT_BYTES / 1_048_576} MiB are not kept`
          : null;
  return { isPossible: why === null, why };
}
