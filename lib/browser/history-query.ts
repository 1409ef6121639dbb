import { queryOptions } from "@tanstack/react-query";
import { fetchJson } from "./fetch-json.ts";

const REFRESH_MS = 10_000;

const loadSchema = () => import("#lib/history/schema.ts").then((module) => module.MetricHistory);

/** The last hour of the master's measures. */
export function historyQuery(deployment: string) {
  return queryOptions({
    queryKey: ["history", deployment],
    queryFn: ({ signal }) => fetchJson(`/api/${encodeURIComponent(deployment)}/history`, loadSchema, signal),
    refetchInterval: REFRESH_MS,
  });
}
