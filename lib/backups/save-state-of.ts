import { DomainError } from "#lib/errors.ts";
import type { DeploymentConnections } from "#lib/redis/deployment-connections.ts";
import { parseSaveState, type SaveState } from "#lib/redis/parse-save-state.ts";

export async function saveStateOf(connections: DeploymentConnections, instance: string): Promise<SaveState> {
  const handle = await connections.instance(instance, 0, "read");
  return parseSaveState(await handle.run("INFO", (redis) => redis.info("persistence")));
}

/** One child process at a time: a second would be refused by Redis, or put off until the first has ended. */
export async function assertMaySave(connections: DeploymentConnections, instance: string): Promise<SaveState> {
  const state = await saveStateOf(connections, instance);
  const obstacle = state.isLoading
    ? "is loading its data"
    : state.isSaving
      ? "is being saved already"
      : state.isRewriting
        ? "is rewriting its append-only file"
        : undefined;
  if (obstacle === undefined) return state;
  throw new DomainError("CONFLICT", `${instance} ${obstacle}, so no save was begun.`, {
    where: instance,
    advice: "Wait until that has ended.",
  });
}
