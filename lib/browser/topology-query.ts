import { queryOptions } from "@tanstack/react-query";
import { fetchJson } from "./fetch-json.ts";

/** Covers the time the stream is down. */
const FALLBACK_MS = 15_000;

/** Checked against the schema on arrival; the schema is loaded after the page. */
export const loadTopologySchema = () => import("#lib/topology/schema.ts").then((module) => module.Topology);

export function topologyQuery(deployment: string) {
  return queryOptions({
    queryKey: ["topology", deployment],
    queryFn: ({ signal }) => fetchJson(`/api/${encodeURIComponent(deployment)}/topology`, loadTopologySchema, signal),
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: Number.POSITIVE_INFINITY,
    refetchInterval: FALLBACK_MS,
  });
}
