"use client";
import { useEffect, useState } from "react";
import type { JobOutputPart } from "#lib/lifecycle/schema.ts";
import { followStream, type StreamLink } from "./follow-stream.ts";

export interface FollowedJob {
  lines: JobOutputPart["lines"];
  /** undefined until the first part has come. */
  latest: JobOutputPart | undefined;
  link: StreamLink;
}

const NOTHING: FollowedJob = { lines: [], latest: undefined, link: { kind: "connecting" } };
const OPEN: readonly JobOutputPart["state"][] = ["queued", "running"];

/** What a job says, from its first line on, whether it runs or has ended; begins anew when the stream breaks. */
export function useJobOutput(deployment: string, id: string, onEnd: () => void): FollowedJob {
  const [followed, setFollowed] = useState(NOTHING);
  useEffect(() => {
    const stop = new AbortController();
    setFollowed(NOTHING);
    const hear = (part: JobOutputPart) => {
      setFollowed(({ lines: before }) => {
        // A stream that was opened again begins with the first line.
        const first = part.lines[0]?.nth ?? Number.POSITIVE_INFINITY;
        const lines = [...before.filter(({ nth }) => nth < first), ...part.lines];
        return { lines, latest: part, link: { kind: "live" } };
      });
      if (OPEN.includes(part.state)) return;
      onEnd();
      stop.abort();
    };
    const follow = async () => {
      const schema = await import("#lib/lifecycle/schema.ts").then((module) => module.JobOutputPart);
      await followStream({
        url: `/api/${encodeURIComponent(deployment)}/lifecycle/output?id=${encodeURIComponent(id)}`,
        signal: stop.signal,
        onItem: (item) => hear(schema.parse(item)),
        onLink: (link) => setFollowed((now) => (now.link.kind === link.kind ? now : { ...now, link })),
      });
    };
    follow().catch(() => undefined);
    return () => stop.abort();
  }, [deployment, id, onEnd]);
  return followed;
}
