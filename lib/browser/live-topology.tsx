"use client";
import { type QueryClient, useQueryClient } from "@tanstack/react-query";
import {
  createContext,
  lazy,
  type ReactNode,
  Suspense,
  useContext,
  useEffect,
  useState,
  useSyncExternalStore,
} from "react";
import type { Topology } from "#lib/topology/schema.ts";
import { followStream, type StreamLink } from "./follow-stream.ts";
import { loadTopologySchema, topologyQuery } from "./topology-query.ts";

const TopologyFallback = lazy(() =>
  import("./topology-fallback.tsx").then((module) => ({ default: module.TopologyFallback })),
);

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
  const { queryKey } = topologyQuery(deployment);
  const [link, setLink] = useState<StreamLink>({ kind: "connecting" });
  const known = useSyncExternalStore(
    // Of other queries the cache also tells while a component that wants them renders.
    (onChange) => client.getQueryCache().subscribe((event) => event.type === "updated" && onChange()),
    () => client.getQueryData(queryKey),
    () => undefined,
  );
  useEffect(() => followTopology(client, deployment, setLink), [client, deployment]);
  return (
    <Live value={{ topology: known ?? initial, link }}>
      {children}
      {link.kind === "reconnecting" ? (
        <Suspense>
          <TopologyFallback deployment={deployment} />
        </Suspense>
      ) : null}
    </Live>
  );
}

type SetLink = (change: (now: StreamLink) => StreamLink) => void;

/** Returns what stops it. */
function followTopology(client: QueryClient, deployment: string, setLink: SetLink): () => void {
  const stop = new AbortController();
  const { queryKey, gcTime } = topologyQuery(deployment);
  // What the stream writes has no observer that would keep it.
  client.setQueryDefaults(queryKey, { gcTime: gcTime ?? Number.POSITIVE_INFINITY });
  const follow = async () => {
    const schema = await loadTopologySchema();
    await followStream({
      url: `/api/${encodeURIComponent(deployment)}/topology/stream`,
      signal: stop.signal,
      onItem: (item) => client.setQueryData(queryKey, schema.parse(item)),
      onLink: (next) => setLink((now) => (now.kind === "live" && next.kind === "live" ? now : next)),
    });
  };
  follow().catch(() => setLink(() => ({ kind: "reconnecting", failure: OUTDATED })));
  return () => stop.abort();
}

const OUTDATED = {
  code: "INTERNAL",
  message: "This page is older than the console's server.",
  advice: "Reload the page.",
  requestId: "",
} as const;
