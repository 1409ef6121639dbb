import { queryOptions } from "@tanstack/react-query";
import { fetchJson } from "./fetch-json.ts";

const REFRESH_MS = 15_000;

const loadSchema = () => import("#lib/rate-limits/schema.ts").then((module) => module.RateLimits);

/** The counters of one subject; without one, the board of who is blocked. */
export function rateLimitsQuery(deployment: string, subject: string | undefined) {
  const base = `/api/${encodeURIComponent(deployment)}/limits`;
  const url = subject === undefined ? `${base}/board` : `${base}/find?${new URLSearchParams({ subject })}`;
  return queryOptions({
    queryKey: ["rate-limits", deployment, subject ?? null],
    queryFn: ({ signal }) => fetchJson(url, loadSchema, signal),
    refetchInterval: subject === undefined ? REFRESH_MS : false,
    staleTime: 2_000,
  });
}
