import { useQueryClient } from "@tanstack/react-query";
import { useState, useTransition } from "react";
import { toClientFailure } from "#lib/browser/to-client-failure.ts";
import type { Job } from "#lib/jobs/schema.ts";
import type { Failure, Result } from "#lib/result.ts";
import type { JobActions } from "./job-actions.ts";

/** Stops and resumes jobs, and looks anew afterwards. */
export function useJobActions(deployment: string, actions: Pick<JobActions, "cancelJob" | "resumeJob">) {
  const client = useQueryClient();
  const [failed, setFailed] = useState<{ failure: Failure; again: () => void }>();
  const [isBusy, start] = useTransition();
  const act = (run: () => Promise<Result<Job>>) => {
    const note = (failure: Failure) => setFailed({ failure, again: () => act(run) });
    start(async () => {
      setFailed(undefined);
      try {
        const result = await run();
        if (!result.ok) note(result.error);
        await client.invalidateQueries({ queryKey: ["jobs", deployment] });
      } catch (thrown) {
        note(toClientFailure(thrown));
      }
    });
  };
  return {
    failure: failed?.failure,
    again: () => failed?.again(),
    isBusy,
    act,
    cancel: (id: string) => act(() => actions.cancelJob({ deployment, id })),
    resume: (id: string) => act(() => actions.resumeJob({ deployment, id })),
  };
}
