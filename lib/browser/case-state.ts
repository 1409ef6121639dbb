import type { CaseEvent } from "#lib/cases/schema.ts";
import type { Failure } from "#lib/result.ts";
import { applySearchEvents, IDLE, type SearchState } from "./search-state.ts";

type Part<Type extends CaseEvent["type"]> = Extract<CaseEvent, { type: Type }>;

/** What is known of a person's case so far; a part that is undefined is still looked for. */
export interface CaseState {
  phase: "idle" | "looking" | "finished" | "stopped" | "failed";
  sessions: SearchState;
  person: Part<"person"> | undefined;
  limits: Part<"limits"> | undefined;
  entries: Part<"entries"> | undefined;
  failure: Failure | undefined;
}

export const NO_CASE: CaseState = {
  phase: "idle",
  sessions: IDLE,
  person: undefined,
  limits: undefined,
  entries: undefined,
  failure: undefined,
};

export function applyCaseEvents(state: CaseState, events: readonly CaseEvent[]): CaseState {
  const searched = events.flatMap((event) => (event.type === "sessions" ? [event.event] : []));
  const next = { ...state, sessions: applySearchEvents(state.sessions, searched) };
  for (const event of events) {
    if (event.type === "person") next.person = event;
    if (event.type === "limits") next.limits = event;
    if (event.type === "entries") next.entries = event;
  }
  return next;
}

/** The one person that the case is about. */
export function onlyPerson({ person }: CaseState): string | undefined {
  return person?.userIds.length === 1 ? person.userIds[0] : undefined;
}
