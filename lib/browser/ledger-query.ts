import { infiniteQueryOptions } from "@tanstack/react-query";
import type { LedgerFilter } from "#lib/sessions/schema.ts";
import { fetchJson } from "./fetch-json.ts";

const loadSchema = () => import("#lib/sessions/schema.ts").then((module) => module.Ledger);

/** Who revoked what, the latest first. */
export function ledgerQuery(deployment: string, filter: LedgerFilter = {}) {
  const path = `/api/${encodeURIComponent(deployment)}/sessions/ledger`;
  const asked = Object.fromEntries(Object.entries(filter).filter(([, value]) => value !== undefined));
  return infiniteQueryOptions({
    queryKey: ["revocations", deployment, filter],
    queryFn: ({ pageParam, signal }) =>
      fetchJson(`${path}?${new URLSearchParams({ ...asked, ...pageParam })}`, loadSchema, signal),
    initialPageParam: {} as { before?: string; beforeId?: string },
    getNextPageParam: ({ revocations, isLast }) => {
      const last = revocations.at(-1);
      return isLast || last === undefined ? undefined : { before: String(last.at), beforeId: last.id };
    },
  });
}
