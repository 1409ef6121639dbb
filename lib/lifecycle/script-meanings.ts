import type { ScriptMeaning } from "./script-schema.ts";

/** Exit status of each outcome; scripts/common_env.sh is where they are made. */
export const SCRIPT_EXIT_STATUS = {
  done: 0,
  dead: 1,
  stopped: 3,
  unknown: 4,
  start_failed: 20,
  address_taken: 21,
  foreign_pid: 22,
  unsafe_path: 23,
  still_loading: 24,
  save_failed: 25,
  persistence_unproven: 26,
  locked: 27,
  shutdown_refused: 28,
  usage: 64,
  config_missing: 66,
  tool_missing: 69,
  timed_out: 75,
  password_refused: 77,
  config_refused: 78,
} as const satisfies Record<ScriptMeaning, number>;

const MEANINGS = new Map<number, ScriptMeaning>(
  // Object.entries forgets the key type that `satisfies` has just checked.
  (Object.entries(SCRIPT_EXIT_STATUS) as [ScriptMeaning, number][]).map(([meaning, exitStatus]) => [
    exitStatus,
    meaning,
  ]),
);

/** A script that was ended by a signal, or with a status it does not document, leaves the outcome unknown. */
export function scriptMeaning(exitCode: number | null): ScriptMeaning {
  return (exitCode === null ? undefined : MEANINGS.get(exitCode)) ?? "timed_out";
}
