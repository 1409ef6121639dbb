import { queryOptions } from "@tanstack/react-query";
import type { MetricHistory } from "#lib/history/schema.ts";
import { clockNow } from "./clock.ts";
import { fetchJson } from "./fetch-json.ts";
import type { TimeRange } from "./time-range.ts";

const REFRESH_MS = 10_000;
/** The server's answer for many hours is the same for a minute. */
const LONG_REFRESH_MS = 60_000;
/** Until then the last steps of a time may not be written yet. */
const SETTLED_AFTER_MS = 30_000;

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
    queryKey: ["history", deployment, instance, range] as const,
    queryFn: ({ signal }) => fetchJson(`/api/${encodeURIComponent(deployment)}/history?${params}`, loadSchema, signal),
    refetchInterval: () => refreshEvery(range),
    // Another range of the same instance: what is known stands until the answer is here.
    placeholderData: (before: MetricHistory | undefined, query) =>
      query?.queryKey[1] === deployment && query.queryKey[2] === instance ? before : undefined,
  });
}

function refreshEvery(range: TimeRange): number | false {
  if (range.kind === "recent") return range.hours === 1 ? REFRESH_MS : LONG_REFRESH_MS;
  // What is past does not change.
  return clockNow() - range.untilMs < SETTLED_AFTER_MS ? REFRESH_MS : false;
}
