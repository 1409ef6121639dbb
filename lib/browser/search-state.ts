import type { Failure } from "#lib/result.ts";
import type { SearchEvent, SessionRow } from "#lib/sessions/schema.ts";

type Understood = Extract<SearchEvent, { type: "understood" }>;
type Finished = Extract<SearchEvent, { type: "finished" }>;

export interface SearchState {
  phase: "idle" | "searching" | "finished" | "stopped" | "failed";
  term: string;
  understood: Understood | undefined;
  rows: readonly SessionRow[];
  /** How much of all sessions has been looked at; it never goes back. */
  fraction: number;
  scanned: number;
  finished: Finished | undefined;
  failure: Failure | undefined;
}

export const IDLE: SearchState = {
  phase: "idle",
  term: "",
  understood: undefined,
  rows: [],
  fraction: 0,
  scanned: 0,
  finished: undefined,
  failure: undefined,
};

/** What the events of a search make of what was known before. */
export function applySearchEvents(state: SearchState, events: readonly SearchEvent[]): SearchState {
  const found = events.flatMap((event) => (event.type === "found" ? [event.session] : []));
  const next = { ...state, rows: found.length === 0 ? state.rows : [...state.rows, ...found] };
  for (const event of events) {
    if (event.type === "understood") next.understood = event;
    if (event.type === "progress" || event.type === "finished") {
      next.fraction = Math.max(next.fraction, event.fraction);
      next.scanned = Math.max(next.scanned, event.scanned);
    }
    if (event.type === "finished") {
      next.finished = event;
      next.phase = "finished";
    }
  }
  return next;
}

/** Whether everything was looked at: only then may "none" be said. */
export function isComplete({ phase, finished }: SearchState): boolean {
  return phase === "finished" && finished?.isComplete === true;
}
