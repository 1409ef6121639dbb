import { useCallback, useEffect, useRef, useState } from "react";
import type { Failure } from "#lib/result.ts";
import type { SearchEvent } from "#lib/sessions/schema.ts";
import { FailureError } from "./failure-error.ts";
import { readEventStream } from "./read-event-stream.ts";
import { applySearchEvents, IDLE, type SearchState } from "./search-state.ts";
import { toClientFailure } from "./to-client-failure.ts";

const loadSchema = () => import("#lib/sessions/schema.ts").then((module) => module.SearchEvent);

export interface SessionSearch {
  state: SearchState;
  search: (term: string) => void;
  stop: () => void;
  clear: () => void;
}

/** One search at a time; another one, or leaving the page, stops it on the server too. */
export function useSessionSearch(deployment: string): SessionSearch {
  const [state, setState] = useState(IDLE);
  const running = useRef<AbortController>(undefined);
  useEffect(() => () => running.current?.abort(), []);

  const search = useCallback(
    (term: string) => {
      running.current?.abort();
      const own = new AbortController();
      running.current = own;
      setState({ ...IDLE, phase: "searching", term });
      const update = (change: (state: SearchState) => SearchState) => {
        if (running.current === own) setState(change);
      };
      run(deployment, term, own.signal, (events) => update((now) => applySearchEvents(now, events))).then(
        () => update((now) => (now.phase === "searching" ? { ...now, phase: "stopped" } : now)),
        (thrown: unknown) => update((now) => ({ ...now, phase: "failed", failure: toClientFailure(thrown) })),
      );
    },
    [deployment],
  );
  const stop = useCallback(() => {
    running.current?.abort();
    running.current = undefined;
    setState((now) => (now.phase === "searching" ? { ...now, phase: "stopped" } : now));
  }, []);
  const clear = useCallback(() => {
    running.current?.abort();
    running.current = undefined;
    setState(IDLE);
  }, []);
  return { state, search, stop, clear };
}

async function run(
  deployment: string,
  term: string,
  signal: AbortSignal,
  onEvents: (events: SearchEvent[]) => void,
): Promise<void> {
  const schema = await loadSchema();
  const response = await fetch(`/api/${encodeURIComponent(deployment)}/sessions/search`, {
    method: "POST",
    signal,
    headers: { "Content-Type": "application/json", Accept: "text/event-stream" },
    body: JSON.stringify({ term }),
  });
  let waiting: SearchEvent[] = [];
  let frame = 0;
  // Many events can arrive within one frame: one render for all of them.
  const flush = () => {
    frame = 0;
    if (waiting.length > 0 && !signal.aborted) onEvents(waiting);
    waiting = [];
  };
  try {
    for await (const { event, data } of readEventStream(response)) {
      if (event === "done") break;
      // The server describes both in the form of a Failure.
      if (event === "failed" || event === "end") throw new FailureError(data as Failure);
      if (event === "bye") throw new Error("The console stops.");
      waiting.push(schema.parse(data));
      if (frame === 0) frame = requestAnimationFrame(flush);
    }
  } finally {
    cancelAnimationFrame(frame);
    flush();
  }
}
