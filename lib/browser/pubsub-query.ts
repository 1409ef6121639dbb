import { queryOptions } from "@tanstack/react-query";
import { fetchJson } from "./fetch-json.ts";

const REFRESH_MS = 5_000;

const loadChannels = () => import("#lib/pubsub/schema.ts").then((module) => module.PubsubChannels);

export const pubsubBase = (deployment: string) => `/api/${encodeURIComponent(deployment)}/pubsub`;

export function channelsQuery(deployment: string, filter: string) {
  const query = filter === "" ? "" : `?${new URLSearchParams({ filter })}`;
  return queryOptions({
    queryKey: ["pubsub", deployment, "channels", filter],
    queryFn: ({ signal }) => fetchJson(`${pubsubBase(deployment)}/channels${query}`, loadChannels, signal),
    refetchInterval: REFRESH_MS,
    staleTime: 1_000,
  });
}
