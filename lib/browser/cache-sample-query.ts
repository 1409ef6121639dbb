import { queryOptions } from "@tanstack/react-query";
import { fetchJson } from "./fetch-json.ts";

const loadSchema = () => import("#lib/cache/schema.ts").then((module) => module.NamespaceSample);

export function cacheSampleQuery(deployment: string) {
  return queryOptions({
    queryKey: ["cache-sample", deployment],
    queryFn: ({ signal }) => fetchJson(`/api/${encodeURIComponent(deployment)}/cache/sample`, loadSchema, signal),
    staleTime: 30_000,
  });
}
