import { useState, useTransition } from "react";
import { toClientFailure } from "#lib/browser/to-client-failure.ts";
import type { MessageBody, Published } from "#lib/pubsub/schema.ts";
import type { Failure } from "#lib/result.ts";
import type { PubsubActions } from "./pubsub-actions.ts";

interface Outcome {
  result?: Published;
  failure?: Failure;
}

export function usePublish(deployment: string, actions: Pick<PubsubActions, "publish">) {
  const [outcome, setOutcome] = useState<Outcome>({});
  const [isBusy, start] = useTransition();
  const publish = (message: { channel: string; body: MessageBody; confirm?: string }) => {
    if (isBusy) return;
    start(async () => {
      setOutcome({});
      try {
        const answer = await actions.publish({ deployment, ...message });
        setOutcome(answer.ok ? { result: answer.data } : { failure: answer.error });
      } catch (thrown) {
        setOutcome({ failure: toClientFailure(thrown) });
      }
    });
  };
  return { publish, isBusy, result: outcome.result, failure: outcome.failure };
}
