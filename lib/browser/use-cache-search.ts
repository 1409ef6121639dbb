import { useCallback, useEffect, useRef, useState } from "react";
import type { CacheKey, CacheSearchEvent } from "#lib/cache/schema.ts";
import type { Failure } from "#lib/result.ts";
import { postEventStream } from "./post-event-stream.ts";
import { toClientFailure } from "./to-client-failure.ts";
import { useWholeState } from "./use-whole-state.ts";

const loadSchema = () => import("#lib/cache/schema.ts").then((module) => module.CacheSearchEvent);

type Finished = Extract<CacheSearchEvent, { type: "finished" }>;

export interface CacheSearchState {
  phase: "searching" | "finished" | "stopped" | "failed";
  keys: readonly CacheKey[];
  source: { address: string; role: "master" | "replica" } | undefined;
  fraction: number;
  matched: number;
  spared: number;
  finished: Finished | undefined;
  failure: Failure | undefined;
}

const BEGUN: CacheSearchState = {
  phase: "searching",
  keys: [],
  source: undefined,
  fraction: 0,
  matched: 0,
  spared: 0,
  finished: undefined,
  failure: undefined,
};

/** Searches while it is shown; `again` begins anew, and leaving stops it on the server too. */
export function useCacheSearch(deployment: string, keyspace: string, pattern: string) {
  const [state, change] = useWholeState(BEGUN);
  const [round, setRound] = useState(0);
  const running = useRef<AbortController>(undefined);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another round is the same search again.
  useEffect(() => {
    const own = new AbortController();
    running.current = own;
    change(() => BEGUN);
    const update = (make: (state: CacheSearchState) => CacheSearchState) => {
      if (!own.signal.aborted) change(make);
    };
    postEventStream({
      url: `/api/${encodeURIComponent(deployment)}/cache/search`,
      body: { keyspace, pattern },
      loadSchema,
      signal: own.signal,
      onEvents: (events) => update((now) => events.reduce(applyEvent, now)),
    }).then(
      () => update((now) => (now.phase === "searching" ? { ...now, phase: "stopped" } : now)),
      (thrown: unknown) => update((now) => ({ ...now, phase: "failed", failure: toClientFailure(thrown) })),
    );
    return () => own.abort();
  }, [deployment, keyspace, pattern, round, change]);
  const stop = useCallback(() => {
    running.current?.abort();
    change((now) => (now.phase === "searching" ? { ...now, phase: "stopped" } : now));
  }, [change]);
  const again = useCallback(() => setRound((now) => now + 1), []);
  return { state, stop, again };
}

function applyEvent(state: CacheSearchState, event: CacheSearchEvent): CacheSearchState {
  if (event.type === "source") return { ...state, source: event.source };
  if (event.type === "found") return { ...state, keys: [...state.keys, ...event.keys] };
  const { matched, spared } = event;
  if (event.type === "progress")
    return { ...state, fraction: Math.max(state.fraction, event.fraction), matched, spared };
  return { ...state, phase: "finished", fraction: 1, matched, spared, finished: event };
}
