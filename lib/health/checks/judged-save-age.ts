import type { ObservedInstance } from "#lib/topology/schema.ts";

/** In seconds; null where there is no save whose age says anything. */
export function judgedSaveAge({ figures, setup }: Pick<ObservedInstance, "figures" | "setup">): number | null {
  if (figures === null) return null;
  const { saveAgeSeconds, isAofEnabled } = figures.persistence;
  if (saveAgeSeconds === null || isAofEnabled || setup?.hasSavePoints === false) return null;
  // At its start Redis takes the time of the start for that of the last save. Where saving is configured it should
  // have followed by now; INFO alone does not tell whether it is.
  const isSinceStart = Math.abs(saveAgeSeconds - figures.uptimeSeconds) < 3;
  return isSinceStart && setup?.hasSavePoints !== true ? null : saveAgeSeconds;
}
