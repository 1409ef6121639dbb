import type { State } from "#components/ui/state.tsx";
import { formatDuration } from "#lib/browser/format-duration.ts";
import { formatCount, formatNumber } from "#lib/browser/format-number.ts";
import { isComplete, type SearchState } from "#lib/browser/search-state.ts";

interface SearchDescription {
  state: State;
  word: string;
  text: string;
}

/** What may be said of a search at this moment; "none" only when all was looked at. */
export function describeSearch(search: SearchState): SearchDescription | undefined {
  const { phase, rows, fraction, finished } = search;
  if (phase === "idle") return undefined;
  const share = `${Math.floor(fraction * 100)} % searched so far`;
  const found = rows.length === 0 ? "nothing found yet" : `${formatCount(rows.length, "session")} found`;
  if (phase === "searching") return { state: "info", word: "Searching", text: `${share}, ${found}` };
  if (isComplete(search)) return { state: "ok", word: "Complete", text: complete(search) };
  const why = phase === "stopped" ? "The search was stopped." : (finished?.why ?? "");
  return { state: "warning", word: "Partial", text: [`${share}, ${found}.`, why].join(" ").trim() };
}

function complete({ rows, understood, finished, scanned }: SearchState): string {
  const result = rows.length === 0 ? "no session" : formatCount(rows.length, "session");
  if (finished === undefined || understood === undefined) return result;
  const { address, role } = understood.source;
  const effort = `${formatNumber(scanned)} searched in ${formatDuration(finished.durationMs)}`;
  return scanned <= rows.length ? `${result}, looked up by id` : `${result}; ${effort} on ${role} ${address}`;
}
