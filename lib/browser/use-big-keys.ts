import { useEffect, useRef, useState } from "react";
import type { BigKeySample } from "#lib/inspect/schema.ts";
import type { Failure } from "#lib/result.ts";
import { postEventStream } from "./post-event-stream.ts";
import { toClientFailure } from "./to-client-failure.ts";

const loadSchema = () => import("#lib/inspect/schema.ts").then((module) => module.BigKeySample);

interface BigKeysState {
  phase: "idle" | "sampling" | "stopped" | "done" | "failed";
  /** The latest word. */
  sample: BigKeySample | undefined;
  failure: Failure | undefined;
}

const IDLE: BigKeysState = { phase: "idle", sample: undefined, failure: undefined };

/** One sample at a time; stopping it, or leaving, stops it on the server too. */
export function useBigKeys(deployment: string, instance: string) {
  const [state, setState] = useState(IDLE);
  const running = useRef<AbortController>(undefined);
  useEffect(() => () => running.current?.abort(), []);

  const start = () => {
    running.current?.abort();
    const own = new AbortController();
    running.current = own;
    setState({ ...IDLE, phase: "sampling" });
    const update = (change: (now: BigKeysState) => BigKeysState) => {
      if (running.current === own) setState(change);
    };
    postEventStream({
      url: `/api/${encodeURIComponent(deployment)}/inspect/big-keys`,
      body: { instance },
      loadSchema,
      signal: own.signal,
      onEvents: (samples) => update((now) => ({ ...now, sample: samples.at(-1) ?? now.sample })),
    }).then(
      () => update((now) => ({ ...now, phase: now.sample?.isDone === true ? "done" : "stopped" })),
      (thrown: unknown) => update((now) => ({ ...now, phase: "failed", failure: toClientFailure(thrown) })),
    );
  };
  const stop = () => {
    running.current?.abort();
    running.current = undefined;
    setState((now) => ({ ...now, phase: "stopped" }));
  };
  return { ...state, start, stop };
}
