import { useCallback, useEffect, useRef } from "react";
import { applyCaseEvents, type CaseState, NO_CASE } from "./case-state.ts";
import { postEventStream } from "./post-event-stream.ts";
import { IDLE } from "./search-state.ts";
import { toClientFailure } from "./to-client-failure.ts";
import { useWholeState } from "./use-whole-state.ts";

const loadSchema = () => import("#lib/cases/schema.ts").then((module) => module.CaseEvent);

export interface CaseLook {
  state: CaseState;
  look: (term: string) => void;
  stop: () => void;
  clear: () => void;
}

/** One case at a time; another one, or leaving the page, stops it on the server too. */
export function useCaseLook(deployment: string): CaseLook {
  const [state, change] = useWholeState(NO_CASE);
  const running = useRef<AbortController>(undefined);
  useEffect(() => () => running.current?.abort(), []);
  const look = useCallback(
    (term: string) => {
      running.current?.abort();
      const own = new AbortController();
      running.current = own;
      change(() => ({ ...NO_CASE, phase: "looking", sessions: { ...IDLE, phase: "searching", term } }));
      const update = (make: (state: CaseState) => CaseState) => {
        if (running.current === own) change(make);
      };
      const end = (now: CaseState, phase: CaseState["phase"]) => ({ ...now, phase, sessions: ended(now) });
      postEventStream({
        url: `/api/${encodeURIComponent(deployment)}/case/look`,
        body: { term },
        loadSchema,
        signal: own.signal,
        onEvents: (events) => update((now) => applyCaseEvents(now, events)),
      }).then(
        () => update((now) => end(now, "finished")),
        (thrown: unknown) => update((now) => ({ ...end(now, "failed"), failure: toClientFailure(thrown) })),
      );
    },
    [deployment, change],
  );
  const leave = useCallback(
    (make: (state: CaseState) => CaseState) => {
      running.current?.abort();
      running.current = undefined;
      change(make);
    },
    [change],
  );
  const stop = useCallback(() => leave((now) => ({ ...now, phase: "stopped", sessions: ended(now) })), [leave]);
  const clear = useCallback(() => leave(() => NO_CASE), [leave]);
  return { state, look, stop, clear };
}

/** A search that did not say its end was stopped. */
function ended({ sessions }: CaseState): CaseState["sessions"] {
  return sessions.phase === "searching" ? { ...sessions, phase: "stopped" } : sessions;
}
