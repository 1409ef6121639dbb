import { useQuery } from "@tanstack/react-query";
import { jobsQuery } from "./jobs-query.ts";
import { useHydrated } from "./use-hydrated.ts";

/** The jobs of a deployment. The top bar may have fetched them before a page comes to life, whose markup knows none yet. */
export function useJobs(deployment: string) {
  const { data, error, refetch } = useQuery(jobsQuery(deployment));
  const isHydrated = useHydrated();
  return { data: isHydrated ? data : undefined, error: isHydrated ? error : null, refetch };
}
