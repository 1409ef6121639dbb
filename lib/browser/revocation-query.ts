import { queryOptions } from "@tanstack/react-query";
import type { Revocation } from "#lib/sessions/schema.ts";
import { fetchJson } from "./fetch-json.ts";

const RECHECK_POLL_MS = 1000;

const loadSchema = () => import("#lib/sessions/schema.ts").then((module) => module.Revocation);

/** A revocation that was just done, asked for again until its second look is over. */
export function revocationQuery(deployment: string, revocation: Revocation) {
  const path = `/api/${encodeURIComponent(deployment)}/sessions/revocations/${encodeURIComponent(revocation.id)}`;
  return queryOptions({
    queryKey: ["revocation", deployment, revocation.id],
    queryFn: ({ signal }) => fetchJson(path, loadSchema, signal),
    initialData: revocation,
    refetchInterval: ({ state }) => (state.data?.recheck === "pending" ? RECHECK_POLL_MS : false),
  });
}
