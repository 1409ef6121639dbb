"use client";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { createContext, type ReactNode, useContext, useEffect, useState } from "react";
import type { Topology } from "#lib/topology/schema.ts";
import { followStream, type StreamLink } from "./follow-stream.ts";
import { loadTopologySchema, topologyQuery } from "./topology-query.ts";

interface LiveTopology {
  /** undefined until the first look has arrived. */
  topology: Topology | undefined;
  link: StreamLink;
}

const Live = createContext<LiveTopology>({ topology: undefined, link: { kind: "connecting" } });

export const useLiveTopology = () => useContext(Live);

interface LiveTopologyProviderProps {
  deployment: string;
  /** What the server saw when it rendered the page. */
  initial: Topology | undefined;
  children: ReactNode;
}

/** One stream a window, whatever pages show of it. */
export function LiveTopologyProvider({ deployment, initial, children }: LiveTopologyProviderProps) {
  const client = useQueryClient();
  const [link, setLink] = useState<StreamLink>({ kind: "connecting" });
  const { data } = useQuery(topologyQuery(deployment, link.kind, initial));
  useEffect(() => {
    const stop = new AbortController();
    const follow = async () => {
      const schema = await loadTopologySchema();
      await followStream({
        url: `/api/${encodeURIComponent(deployment)}/topology/stream`,
        signal: stop.signal,
        onItem: (item) => client.setQueryData(topologyQuery(deployment, "live").queryKey, schema.parse(item)),
        onLink: (next) => setLink((now) => (now.kind === "live" && next.kind === "live" ? now : next)),
      });
    };
    follow().catch(() => setLink({ kind: "reconnecting", failure: CHANGED }));
    return () => stop.abort();
  }, [client, deployment]);
  return <Live value={{ topology: data, link }}>{children}</Live>;
}

const CHANGED = {
  code: "INTERNAL",
  message: "This page is older than the console's server.",
  advice: "Reload the page.",
  requestId: "",
} as const;
