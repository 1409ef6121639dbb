import { queryOptions } from "@tanstack/react-query";
import { fetchJson } from "./fetch-json.ts";

const REFRESH_MS = 10_000;

const loadSchema = () => import("#lib/history/schema.ts").then((module) => module.MetricHistory);

/** The last hour's measures of the deployment as a whole, or of one instance (host:port). */
export function historyQuery(deployment: string, instance?: string) {
  const path = `/api/${encodeURIComponent(deployment)}/history`;
  const url = instance === undefined ? path : `${path}?instance=${encodeURIComponent(instance)}`;
  return queryOptions({
    queryKey: ["history", deployment, instance],
    queryFn: ({ signal }) => fetchJson(url, loadSchema, signal),
    refetchInterval: REFRESH_MS,
  });
}
