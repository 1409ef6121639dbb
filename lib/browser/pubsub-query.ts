import { queryOptions } from "@tanstack/react-query";
import { fetchJson } from "./fetch-json.ts";

const REFRESH_MS = 5_000;

const loadChannels = () => import("#lib/pubsub/schema.ts").then((module) => module.PubsubChannels);
const loadSamples = () => import("#lib/pubsub/schema.ts").then((module) => module.PubsubSamples);
const loadDiagnosis = () => import("#lib/pubsub/schema.ts").then((module) => module.Diagnosis);

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

export function samplesQuery(deployment: string) {
  return queryOptions({
    queryKey: ["pubsub", deployment, "samples"],
    queryFn: ({ signal }) => fetchJson(`${pubsubBase(deployment)}/samples`, loadSamples, signal),
    staleTime: 30_000,
  });
}

/** Listens for some seconds each time it is asked, and never by itself. */
export function diagnosisQuery(deployment: string, channel: string, seconds: number) {
  const query = new URLSearchParams({ channel, seconds: String(seconds) });
  return queryOptions({
    queryKey: ["pubsub", deployment, "diagnosis", channel, seconds],
    queryFn: ({ signal }) => fetchJson(`${pubsubBase(deployment)}/diagnosis?${query}`, loadDiagnosis, signal),
    enabled: false,
    retry: false,
    staleTime: Number.POSITIVE_INFINITY,
  });
}
