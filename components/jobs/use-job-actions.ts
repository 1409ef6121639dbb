import { useQueryClient } from "@tanstack/react-query";
import { useState, useTransition } from "react";
import { toClientFailure } from "#lib/browser/to-client-failure.ts";
import type { Job } from "#lib/jobs/schema.ts";
import type { Failure, Result } from "#lib/result.ts";
import type { JobActions } from "./job-actions.ts";

/** Stops and resumes jobs, and looks anew afterwards. */
export function useJobActions(deployment: string, actions: JobActions) {
  const client = useQueryClient();
  const [failure, setFailure] = useState<Failure>();
  const [isBusy, start] = useTransition();
  const act = (run: () => Promise<Result<Job>>) =>
    start(async () => {
      setFailure(undefined);
      try {
        const result = await run();
        if (!result.ok) setFailure(result.error);
        await client.invalidateQueries({ queryKey: ["jobs", deployment] });
      } catch (thrown) {
        setFailure(toClientFailure(thrown));
      }
    });
  return {
    failure,
    isBusy,
    cancel: (id: string) => act(() => actions.cancelJob({ deployment, id })),
    resume: (id: string) => act(() => actions.resumeJob({ deployment, id })),
  };
}
