import { infiniteQueryOptions } from "@tanstack/react-query";
import { fetchJson } from "./fetch-json.ts";

const loadSchema = () => import("#lib/sessions/schema.ts").then((module) => module.Ledger);

/** Who revoked what, the latest first. */
export function ledgerQuery(deployment: string) {
  const path = `/api/${encodeURIComponent(deployment)}/sessions/ledger`;
  return infiniteQueryOptions({
    queryKey: ["revocations", deployment],
    queryFn: ({ pageParam, signal }) =>
      fetchJson(pageParam === undefined ? path : `${path}?before=${pageParam}`, loadSchema, signal),
    initialPageParam: undefined as number | undefined,
    getNextPageParam: ({ revocations, isLast }) => (isLast ? undefined : revocations.at(-1)?.at),
  });
}
