import { useCallback, useRef, useState } from "react";

/**
 * State for what goes on beside React, such as a stream. A change is made to the latest state at once and shown whole: React
 * may render what an effect has set after what came later, and a change in its queue would then begin from what was before.
 */
export function useWholeState<State extends object>(initial: State): [State, (change: (now: State) => State) => void] {
  const [state, setState] = useState(initial);
  const latest = useRef(initial);
  const change = useCallback((make: (now: State) => State) => {
    latest.current = make(latest.current);
    setState(latest.current);
  }, []);
  return [state, change];
}
