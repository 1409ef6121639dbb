import { useCallback, useEffect, useRef } from "react";
import type { Failure } from "#lib/result.ts";
import type { Cohort, CohortEvent, CohortPlan } from "#lib/sessions/schema.ts";
import { postEventStream } from "./post-event-stream.ts";
import { toClientFailure } from "./to-client-failure.ts";
import { useWholeState } from "./use-whole-state.ts";

const loadSchema = () => import("#lib/sessions/schema.ts").then((module) => module.CohortEvent);

export interface CohortPlanState {
  phase: "idle" | "counting" | "planned" | "stopped" | "failed";
  fraction: number;
  looked: number;
  fits: number;
  plan: CohortPlan | undefined;
  failure: Failure | undefined;
}

const IDLE: CohortPlanState = { phase: "idle", fraction: 0, looked: 0, fits: 0, plan: undefined, failure: undefined };

/** One count at a time; another one, or leaving the page, stops it on the server too. */
export function useCohortPlan(deployment: string) {
  const [state, change] = useWholeState(IDLE);
  const running = useRef<AbortController>(undefined);
  useEffect(() => () => running.current?.abort(), []);
  const count = useCallback(
    (cohort: Cohort) => {
      running.current?.abort();
      const own = new AbortController();
      running.current = own;
      change(() => ({ ...IDLE, phase: "counting" }));
      const update = (make: (state: CohortPlanState) => CohortPlanState) => {
        if (running.current === own) change(make);
      };
      postEventStream({
        url: `/api/${encodeURIComponent(deployment)}/sessions/cohort`,
        body: { cohort },
        loadSchema,
        signal: own.signal,
        onEvents: (events) => update((now) => events.reduce(applyEvent, now)),
      }).then(
        () => update((now) => (now.phase === "counting" ? { ...now, phase: "stopped" } : now)),
        (thrown: unknown) => update((now) => ({ ...now, phase: "failed", failure: toClientFailure(thrown) })),
      );
    },
    [deployment, change],
  );
  const leave = useCallback(
    (phase: "idle" | "stopped") => {
      running.current?.abort();
      running.current = undefined;
      change((now) => (phase === "idle" ? IDLE : { ...now, phase }));
    },
    [change],
  );
  const stop = useCallback(() => leave("stopped"), [leave]);
  const clear = useCallback(() => leave("idle"), [leave]);
  return { state, count, stop, clear };
}

function applyEvent(state: CohortPlanState, event: CohortEvent): CohortPlanState {
  if (event.type === "planned") return { ...state, phase: "planned", fraction: 1, plan: event.plan };
  const { fraction, looked, fits } = event;
  return { ...state, fraction: Math.max(state.fraction, fraction), looked, fits };
}
