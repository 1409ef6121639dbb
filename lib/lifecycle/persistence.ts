import type { InstanceInfo } from "#lib/redis/parse-info.ts";

/** Whether what is in memory would come back after a restart, and by what that is known. */
export interface Persistence {
  readonly isProven: boolean;
  /** Whole sentences. */
  readonly words: string;
  readonly changesSinceSave: number | null;
}

/** By INFO and, where the console may ask, the running directives. Whatever is not known proves nothing. */
export function readPersistence(
  { persistence }: Pick<InstanceInfo, "persistence">,
  directives: ReadonlyMap<string, string> | undefined,
): Persistence {
  const { isAofOn, lastAofWriteOk, lastAofRewriteOk, lastSaveOk, changesSinceSave = null } = persistence;
  const answer = (isProven: boolean, words: string): Persistence => ({ isProven, words, changesSinceSave });
  if (isAofOn === true) {
    if (lastAofWriteOk !== true) return answer(false, "Its append-only file is on, but the last write to it failed.");
    if (lastAofRewriteOk !== true)
      return answer(false, "Its append-only file is on, but the last rewrite of it failed.");
    return answer(true, "Its append-only file is on, and the last write to it succeeded.");
  }
  const savePoints = directives?.get("save");
  if (savePoints === undefined) {
    return answer(false, "Its append-only file is off, and the console may not ask whether it has save points.");
  }
  if (savePoints === "") return answer(false, "It has no save points and no append-only file.");
  if (lastSaveOk !== true) return answer(false, "It has save points, but its last save failed.");
  return answer(true, "It has save points, its last save succeeded, and stopping it saves once more.");
}
