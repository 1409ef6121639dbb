import { isDomainError } from "#lib/errors.ts";
import type { DeploymentConnections } from "#lib/redis/deployment-connections.ts";
import type { PreCheck } from "./schema.ts";

/** What a safe failover sends, in its order; where the right to the last is missing, the first must not be sent. */
const COMMANDS = [
  "CLIENT PAUSE 1 WRITE",
  "CLIENT UNPAUSE",
  "REPLICAOF NO ONE",
  "CONFIG REWRITE",
  "CLIENT KILL TYPE normal",
  "UNLINK redis-console:write-probe",
];

/** Whether the user for failovers may do on the master all that comes: by ACL DRYRUN, which does nothing. */
export async function checkRights(connections: DeploymentConnections, master: string): Promise<PreCheck> {
  const id = "rights";
  try {
    const handle = await connections.instance(master, 0, "failover");
    const user = connections.config.users.failover?.username ?? "default";
    const missing = await handle.run("ACL DRYRUN", async (redis) => {
      const answers = await Promise.all(
        COMMANDS.map((command) => redis.call("ACL", "DRYRUN", user, ...command.split(" "))),
      );
      return COMMANDS.filter((_, index) => answers[index] !== "OK");
    });
    if (missing.length === 0)
      return { id, state: "ok", words: `The user ${user} may do all that a safe failover takes.` };
    return { id, state: "refused", words: `The user ${user} may not: ${missing.join(", ")}.` };
  } catch (thrown) {
    if (!isDomainError(thrown)) throw thrown;
    return { id, state: "refused", words: `${thrown.message} ${thrown.advice}` };
  }
}
