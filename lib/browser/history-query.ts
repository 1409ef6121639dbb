import { queryOptions } from "@tanstack/react-query";
import { fetchJson } from "./fetch-json.ts";
import type { TimeRange } from "./time-range.ts";

const REFRESH_MS = 10_000;

const loadSchema = () => import("#lib/history/schema.ts").then((module) => module.MetricHistory);

/** The measures of the deployment as a whole, or of one instance (host:port). */
export function historyQuery(deployment: string, range: TimeRange, instance?: string) {
  const params = new URLSearchParams({
    ...(instance === undefined ? {} : { instance }),
    ...(range.kind === "recent"
      ? { hours: String(range.hours) }
      : { fromMs: String(range.fromMs), untilMs: String(range.untilMs) }),
  });
  return queryOptions({
    queryKey: ["history", deployment, instance, range],
    queryFn: ({ signal }) => fetchJson(`/api/${encodeURIComponent(deployment)}/history?${params}`, loadSchema, signal),
    // What is past does not change.
    refetchInterval: range.kind === "recent" ? REFRESH_MS : false,
    placeholderData: (before) => before,
  });
}
