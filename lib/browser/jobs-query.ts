import { queryOptions } from "@tanstack/react-query";
import type { JobList } from "#lib/jobs/schema.ts";
import { fetchJson } from "./fetch-json.ts";

const BUSY_MS = 1_000;
const IDLE_MS = 10_000;

const loadSchema = () => import("#lib/jobs/schema.ts").then((module) => module.JobList);

/** The newest jobs of a deployment, looked at more often while one of them goes on. */
export function jobsQuery(deployment: string) {
  return queryOptions({
    queryKey: ["jobs", deployment],
    queryFn: ({ signal }) => fetchJson(`/api/${encodeURIComponent(deployment)}/jobs`, loadSchema, signal),
    refetchInterval: ({ state }) => (isBusy(state.data) ? BUSY_MS : IDLE_MS),
  });
}

export function isBusy(list: JobList | undefined): boolean {
  return list?.jobs.some(({ state }) => state === "queued" || state === "running") === true;
}
