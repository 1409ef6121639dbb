import { queryOptions } from "@tanstack/react-query";
import { fetchJson } from "./fetch-json.ts";

const loadSchema = () => import("#lib/metrics/schema.ts").then((module) => module.CheckQueries);

/** A check as PromQL; only another configuration would change it. */
export function checkQueriesQuery(deployment: string, check: string, instance: string | null) {
  const params = new URLSearchParams({ check, ...(instance === null ? {} : { instance }) });
  return queryOptions({
    queryKey: ["check-queries", deployment, check, instance],
    queryFn: ({ signal }) =>
      fetchJson(`/api/${encodeURIComponent(deployment)}/metrics/queries?${params}`, loadSchema, signal),
    staleTime: Number.POSITIVE_INFINITY,
  });
}
