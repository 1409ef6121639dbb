import { queryOptions } from "@tanstack/react-query";
import { fetchJson } from "./fetch-json.ts";

const BUSY_MS = 1_000;
const IDLE_MS = 10_000;

const loadSchema = () => import("#lib/backups/schema.ts").then((module) => module.BackupList);

/** How each instance keeps its data, looked at more often while one of them is being saved. */
export function backupsQuery(deployment: string) {
  return queryOptions({
    queryKey: ["backups", deployment],
    queryFn: ({ signal }) => fetchJson(`/api/${encodeURIComponent(deployment)}/backups`, loadSchema, signal),
    refetchInterval: ({ state }) =>
      state.data?.instances.some((row) => row.state?.isSaving === true || row.state?.isAofRewriting === true) === true
        ? BUSY_MS
        : IDLE_MS,
  });
}
