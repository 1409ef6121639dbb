import { useCallback, useEffect, useRef } from "react";
import type { SearchEvent } from "#lib/sessions/schema.ts";
import { postEventStream } from "./post-event-stream.ts";
import { applySearchEvents, IDLE, type SearchState } from "./search-state.ts";
import { toClientFailure } from "./to-client-failure.ts";
import { useWholeState } from "./use-whole-state.ts";

const loadSchema = () => import("#lib/sessions/schema.ts").then((module) => module.SearchEvent);

export interface SessionSearch {
  state: SearchState;
  search: (term: string) => void;
  stop: () => void;
  clear: () => void;
}

/** One search at a time; another one, or leaving the page, stops it on the server too. */
export function useSessionSearch(deployment: string): SessionSearch {
  const [state, change] = useWholeState(IDLE);
  const running = useRef<AbortController>(undefined);
  useEffect(() => () => running.current?.abort(), []);

  const search = useCallback(
    (term: string) => {
      running.current?.abort();
      const own = new AbortController();
      running.current = own;
      change(() => ({ ...IDLE, phase: "searching", term }));
      const update = (make: (state: SearchState) => SearchState) => {
        if (running.current === own) change(make);
      };
      const url = `/api/${encodeURIComponent(deployment)}/sessions/search`;
      const onEvents = (events: SearchEvent[]) => update((now) => applySearchEvents(now, events));
      postEventStream({ url, body: { term }, loadSchema, signal: own.signal, onEvents }).then(
        () => update((now) => (now.phase === "searching" ? { ...now, phase: "stopped" } : now)),
        (thrown: unknown) => update((now) => ({ ...now, phase: "failed", failure: toClientFailure(thrown) })),
      );
    },
    [deployment, change],
  );
  const stop = useCallback(() => {
    running.current?.abort();
    running.current = undefined;
    change((now) => (now.phase === "searching" ? { ...now, phase: "stopped" } : now));
  }, [change]);
  const clear = useCallback(() => {
    running.current?.abort();
    running.current = undefined;
    change(() => IDLE);
  }, [change]);
  return { state, search, stop, clear };
}
