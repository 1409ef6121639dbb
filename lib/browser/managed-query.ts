import { queryOptions } from "@tanstack/react-query";
import type { ManagedList } from "#lib/lifecycle/schema.ts";
import { fetchJson } from "./fetch-json.ts";

const BUSY_MS = 1_000;
const IDLE_MS = 3_000;

const loadSchema = () => import("#lib/lifecycle/schema.ts").then((module) => module.ManagedList);

/** Every managed process of a deployment, looked at more often while somebody works on one. */
export function managedQuery(deployment: string) {
  return queryOptions({
    queryKey: ["managed", deployment],
    queryFn: ({ signal }) =>
      fetchJson(`/api/${encodeURIComponent(deployment)}/lifecycle/instances`, loadSchema, signal),
    refetchInterval: ({ state }) => (isBusy(state.data) ? BUSY_MS : IDLE_MS),
  });
}

function isBusy(list: ManagedList | undefined): boolean {
  return list !== undefined && (list.busy !== null || list.instances.some(({ busy }) => busy !== null));
}
