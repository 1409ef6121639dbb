import { PRESETS } from "./presets.ts";
import { SESSION_PRESET_NOTES } from "./session-preset-notes.ts";

/** Forms without a library behind them: what an application writes decides. */
const OWN_FORMS: readonly string[] = ["json-session", "hash-session", "cache-prefix", "console-test"];

/** Of the other kinds the notes and the preset itself tell; these have been read of what the library wrote, in a test. */
const TESTED: readonly string[] = ["keyv", "socketio", "socketio-sharded", "graphql-subscriptions"];

/** Whether a preset's layout was tested with what the application writes, in words. */
export function originOf(name: string): string {
  if (OWN_FORMS.includes(name)) return "a form of one's own";
  return isTested(name) ? "the application's own keys" : "documentation, not tested with the application";
}

function isTested(name: string): boolean {
  const note = SESSION_PRESET_NOTES[name];
  if (note !== undefined) return note.testedWith !== undefined;
  const preset = PRESETS[name];
  return preset?.kind === "rate-limit" ? preset.isFromDocumentation !== true : TESTED.includes(name);
}
