import { useEffect, useState } from "react";
import type { LimitsBoard } from "#lib/rate-limits/schema.ts";
import { followStream, type StreamLink } from "./follow-stream.ts";

const loadSchema = () => import("#lib/rate-limits/schema.ts").then((module) => module.LimitsBoard);

interface LiveBoard {
  /** undefined until the first look has arrived. */
  board: LimitsBoard | undefined;
  link: StreamLink;
}

/** Who is blocked, as long as it is shown; the server looks once for all who watch. */
export function useLimitsBoard(deployment: string): LiveBoard {
  const [live, setLive] = useState<LiveBoard>({ board: undefined, link: { kind: "connecting" } });
  useEffect(() => {
    const stop = new AbortController();
    const follow = async () => {
      const schema = await loadSchema();
      await followStream({
        url: `/api/${encodeURIComponent(deployment)}/limits/board/stream`,
        signal: stop.signal,
        onItem: (item) => setLive((now) => ({ ...now, board: schema.parse(item) })),
        onLink: (link) => setLive((now) => (now.link.kind === "live" && link.kind === "live" ? now : { ...now, link })),
      });
    };
    follow().catch(() => setLive((now) => ({ ...now, link: { kind: "reconnecting", failure: OUTDATED } })));
    return () => stop.abort();
  }, [deployment]);
  return live;
}

const OUTDATED = {
  code: "INTERNAL",
  message: "This page is older than the console's server.",
  advice: "Reload the page.",
  requestId: "",
} as const;
