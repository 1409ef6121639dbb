import { queryOptions } from "@tanstack/react-query";
import { fetchJson } from "./fetch-json.ts";

const REFRESH_MS = 15_000;

const loadSchema = () => import("#lib/sign-in/schema.ts").then((module) => module.SignInList);

export function signInsQuery() {
  return queryOptions({
    queryKey: ["sign-ins"],
    queryFn: ({ signal }) => fetchJson("/api/sign-ins", loadSchema, signal),
    refetchInterval: REFRESH_MS,
  });
}
