import type { State } from "#components/ui/state.tsx";
import type { BackupRow } from "#lib/backups/schema.ts";

type Known = NonNullable<BackupRow["state"]>;

interface Look {
  state: State;
  word: string;
}

/** How the last save ended. */
export function saveLook({ isSaving, savedFraction, isLastSaveOk, lastSaveSeconds }: Known): Look {
  if (isSaving) return { state: "info", word: `Saving, ${Math.floor((savedFraction ?? 0) * 100)} %` };
  if (isLastSaveOk === false) return { state: "critical", word: "Failed" };
  // Until a first save has ended, the time is that of its start.
  return lastSaveSeconds === null
    ? { state: "unknown", word: "None since its start" }
    : { state: "ok", word: "Succeeded" };
}

export function aofLook({ isAofOn, isAofRewriting, isAofWriteOk, isAofRewriteOk }: Known): Look {
  if (!isAofOn) return { state: "unknown", word: "Off" };
  if (isAofWriteOk === false) return { state: "critical", word: "Last write failed" };
  if (isAofRewriteOk === false) return { state: "warning", word: "Last rewrite failed" };
  return isAofRewriting ? { state: "info", word: "On, being rewritten" } : { state: "ok", word: "On" };
}
