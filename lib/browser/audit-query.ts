import { infiniteQueryOptions } from "@tanstack/react-query";
import { fetchJson } from "./fetch-json.ts";

const loadSchema = () => import("#lib/audit/schema.ts").then((module) => module.AuditPage);

/** What the lines are asked for by; an empty text asks for nothing. */
export interface AuditFilter {
  user: string;
  operation: string;
  phase: string;
  deployment: string;
}

/** Newest first, a page at a time. */
export function auditQuery(filter: AuditFilter) {
  const given = Object.entries(filter).filter(([, value]) => value !== "");
  return infiniteQueryOptions({
    queryKey: ["audit", filter],
    queryFn: ({ pageParam, signal }) => {
      const params = new URLSearchParams(given);
      if (pageParam !== null) params.set("before", String(pageParam));
      return fetchJson(`/api/audit?${params}`, loadSchema, signal);
    },
    initialPageParam: null as number | null,
    getNextPageParam: ({ next }) => next,
  });
}
