import { useCallback, useEffect, useState } from "react";
import type { TailEvent } from "#lib/pubsub/schema.ts";
import { followStream, type StreamLink } from "./follow-stream.ts";
import { pubsubBase } from "./pubsub-query.ts";
import { applyTailEvents, NO_TAIL } from "./tail-state.ts";

const loadSchema = () => import("#lib/pubsub/schema.ts").then((module) => module.TailEvent);

interface Wanted {
  channels: readonly string[];
  patterns: readonly string[];
  shards: readonly string[];
}

/** Watches while it is shown. Many events within one frame are one render. */
export function useTail(deployment: string, { channels, patterns, shards }: Wanted) {
  const [state, setState] = useState(NO_TAIL);
  const [link, setLink] = useState<StreamLink>({ kind: "connecting" });
  const query = new URLSearchParams({
    channels: channels.join("."),
    patterns: patterns.join("."),
    shards: shards.join("."),
  });
  const url = `${pubsubBase(deployment)}/tail/stream?${query}`;
  const isEmpty = channels.length + patterns.length + shards.length === 0;
  useEffect(() => {
    setState(NO_TAIL);
    if (isEmpty) return;
    setLink({ kind: "connecting" });
    return follow(
      url,
      (events) => setState((now) => applyTailEvents(now, events)),
      (next) => setLink((now) => (now.kind === "live" && next.kind === "live" ? now : next)),
    );
  }, [url, isEmpty]);
  const clear = useCallback(() => setState((now) => ({ ...now, messages: [] })), []);
  return { state, link, clear };
}

/** Returns what stops it. */
function follow(url: string, onEvents: (events: TailEvent[]) => void, onLink: (link: StreamLink) => void): () => void {
  const stop = new AbortController();
  let waiting: TailEvent[] = [];
  let frame: ReturnType<typeof setTimeout> | undefined;
  const flush = () => {
    frame = undefined;
    if (!stop.signal.aborted) onEvents(waiting);
    waiting = [];
  };
  const read = async () => {
    const schema = await loadSchema();
    await followStream({
      url,
      signal: stop.signal,
      onItem(item) {
        waiting.push(schema.parse(item));
        // A timer and no animation frame: those rest while the page is behind another one.
        frame ??= setTimeout(flush, 50);
      },
      onLink,
    });
  };
  read().catch(() => onLink({ kind: "reconnecting", failure: OUTDATED }));
  return () => {
    stop.abort();
    clearTimeout(frame);
  };
}

const OUTDATED = {
  code: "INTERNAL",
  message: "This page is older than the console's server.",
  advice: "Reload the page.",
  requestId: "",
} as const;
