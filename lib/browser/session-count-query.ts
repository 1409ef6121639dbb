import { queryOptions } from "@tanstack/react-query";
import { fetchJson } from "./fetch-json.ts";

const REFRESH_MS = 60_000;

const loadSchema = () => import("#lib/sessions/schema.ts").then((module) => module.SessionCount);

export function sessionCountQuery(deployment: string) {
  return queryOptions({
    queryKey: ["session-count", deployment],
    queryFn: ({ signal }) => fetchJson(`/api/${encodeURIComponent(deployment)}/sessions/count`, loadSchema, signal),
    refetchInterval: REFRESH_MS,
  });
}
