import { queryOptions } from "@tanstack/react-query";
import { fetchJson } from "./fetch-json.ts";

const loadSchema = () => import("#lib/health/schema.ts").then((module) => module.CheckFaces);

/** A check as Nagios and JSON have it, with its present value. */
export function checkFacesQuery(deployment: string, check: string, instance: string | null) {
  const params = new URLSearchParams({ check, ...(instance === null ? {} : { instance }) });
  return queryOptions({
    queryKey: ["check-faces", deployment, check, instance],
    queryFn: ({ signal }) =>
      fetchJson(`/api/${encodeURIComponent(deployment)}/health/faces?${params}`, loadSchema, signal),
  });
}
