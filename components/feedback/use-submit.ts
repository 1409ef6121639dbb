import { useState, useTransition } from "react";
import { toClientFailure } from "#lib/browser/to-client-failure.ts";
import type { Failure, Result } from "#lib/result.ts";

/** Sends what somebody has confirmed, and keeps what went wrong for as long as it is about the same thing. */
export function useSubmit<Data>(onDone: (data: Data) => void, about = "") {
  const [failed, setFailed] = useState<{ about: string; failure: Failure }>();
  const [isSending, start] = useTransition();
  const note = (failure: Failure) => setFailed({ about, failure });
  const send = (call: () => Promise<Result<Data>>) => {
    if (isSending) return;
    start(async () => {
      setFailed(undefined);
      try {
        const result = await call();
        if (result.ok) onDone(result.data);
        else note(result.error);
      } catch (thrown) {
        note(toClientFailure(thrown));
      }
    });
  };
  return { failure: failed?.about === about ? failed.failure : undefined, isSending, send };
}
