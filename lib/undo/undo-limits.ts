import type { DeploymentConnections } from "#lib/redis/deployment-connections.ts";
import type { UndoOutlook } from "./schema.ts";

/** Long enough to notice a mistake; what is kept may hold personal data. */
export const KEPT_MS = 10 * 60_000;
/** Of one deletion; it lies in the console's store meanwhile. */
export const MOST_BYTES = 32 * 1_048_576;
export const MOST_KEYS = 100_000;
/** A larger value is not asked for: DUMP copies it as a whole. */
export const LARGEST_VALUE = 1_048_576;

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
        : bytes > MOST_BYTES
          ? `more than ${MOST_BYTES / 1_048_576} MiB are not kept`
          : null;
  return { isPossible: why === null, why };
}
