import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import { fetchJson } from "./fetch-json.ts";

const REFRESH_MS = 10_000;
const STORIES_REFRESH_MS = 30_000;

const loadTimeline = () => import("#lib/timeline/schema.ts").then((module) => module.Timeline);
const loadStories = () => import("#lib/timeline/schema.ts").then((module) => module.FailoverStories);

interface TimelineAsked {
  deployment: string;
  fromMs: number;
  untilMs: number;
  /** host:port of one instance or sentinel, in place of the deployment. */
  instance?: string | undefined;
}

/** What happened in a stretch of time, newest first; asks for whole steps, so that a range that moves asks rarely. */
export function timelineQuery({ deployment, fromMs, untilMs, instance }: TimelineAsked) {
  const from = Math.floor(fromMs / REFRESH_MS) * REFRESH_MS;
  const until = Math.ceil(untilMs / REFRESH_MS) * REFRESH_MS;
  const parameters = new URLSearchParams({ fromMs: `${from}`, untilMs: `${until}` });
  if (instance !== undefined) parameters.set("instance", instance);
  return queryOptions({
    queryKey: ["timeline", deployment, instance, from, until],
    queryFn: ({ signal }) =>
      fetchJson(`/api/${encodeURIComponent(deployment)}/timeline?${parameters}`, loadTimeline, signal),
    refetchInterval: REFRESH_MS,
    placeholderData: keepPreviousData,
  });
}

/** The past failovers, newest first. */
export function failoversQuery(deployment: string) {
  return queryOptions({
    queryKey: ["failovers", deployment],
    queryFn: ({ signal }) =>
      fetchJson(`/api/${encodeURIComponent(deployment)}/timeline/failovers`, loadStories, signal),
    refetchInterval: STORIES_REFRESH_MS,
  });
}
