import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState, useTransition } from "react";
import type { BigKeyLook } from "#lib/inspect/schema.ts";
import type { Failure, Result } from "#lib/result.ts";
import { bigKeysQuery, isSampling } from "./inspect-query.ts";
import { toClientFailure } from "./to-client-failure.ts";

interface Actions {
  sampleBigKeys(input: { deployment: string; instance: string }): Promise<Result<unknown>>;
  cancelJob(input: { deployment: string; id: string }): Promise<Result<unknown>>;
}

/** The newest sample of an instance; it goes on when this page is left, and is found again. */
export function useBigKeys(deployment: string, instance: string, actions: Actions) {
  const client = useQueryClient();
  const query = useQuery(bigKeysQuery(deployment, instance));
  const [failure, setFailure] = useState<Failure>();
  const [isBusy, startTransition] = useTransition();
  const act = (run: () => Promise<Result<unknown>>) =>
    startTransition(async () => {
      setFailure(undefined);
      try {
        const result = await run();
        if (!result.ok) setFailure(result.error);
        await client.invalidateQueries({ queryKey: ["inspect", "big-keys", deployment, instance] });
        void client.invalidateQueries({ queryKey: ["jobs", deployment] });
      } catch (thrown) {
        setFailure(toClientFailure(thrown));
      }
    });
  const look: BigKeyLook | undefined = query.data;
  return {
    look,
    isSampling: isSampling(look),
    isBusy,
    failure: failure ?? (query.error === null ? undefined : toClientFailure(query.error)),
    start: () => act(() => actions.sampleBigKeys({ deployment, instance })),
    stop: (id: string) => act(() => actions.cancelJob({ deployment, id })),
  };
}
