import { useCallback, useEffect, useState } from "react";
import { toClientFailure } from "#lib/browser/to-client-failure.ts";
import type { Failure, Result } from "#lib/result.ts";

interface Planned<Plan> {
  plan: Plan | undefined;
  failure: Failure | undefined;
  again(): void;
}

/** Asks the server for a plan, and anew when wanted: what a plan shows grows old. */
export function usePlan<Plan>(ask: () => Promise<Result<Plan>>, key: string): Planned<Plan> {
  const [state, setState] = useState<{ key: string; plan?: Plan; failure?: Failure }>();
  const [round, setRound] = useState(0);
  const wanted = `${key} ${round}`;
  // biome-ignore lint/correctness/useExhaustiveDependencies: `ask` is a new function on every render; the key says when to ask.
  useEffect(() => {
    let isCurrent = true;
    const note = (next: { plan?: Plan; failure?: Failure }) => {
      if (isCurrent) setState({ key: wanted, ...next });
    };
    ask().then(
      (result) => note(result.ok ? { plan: result.data } : { failure: result.error }),
      (thrown: unknown) => note({ failure: toClientFailure(thrown) }),
    );
    return () => {
      isCurrent = false;
    };
  }, [wanted]);
  const again = useCallback(() => setRound((before) => before + 1), []);
  const isFresh = state?.key === wanted;
  return { plan: isFresh ? state.plan : undefined, failure: isFresh ? state.failure : undefined, again };
}
