import { usePathname, useSearchParams } from "next/navigation";
import { useCallback, useMemo } from "react";
import { endsOf, readTimeRange, type TimeRange, withTimeRange } from "./time-range.ts";
import { useClockText } from "./use-clock.ts";

/** A new step is measured this often. */
const STEP_MS = 10_000;

/** The range that the address has; while it is the recent hours, its ends go on with time. */
export function useTimeRange() {
  const params = useSearchParams();
  const path = usePathname();
  const range = useMemo(() => readTimeRange(params), [params]);
  const now = Number(useClockText((at) => `${Math.ceil(at / STEP_MS) * STEP_MS}`));
  const setRange = useCallback(
    (next: TimeRange) => {
      const query = withTimeRange(new URLSearchParams(window.location.search), next).toString();
      // Without a request to the server: the charts ask for what they need.
      window.history.pushState(null, "", query === "" ? path : `${path}?${query}`);
    },
    [path],
  );
  return { range, now, ...endsOf(range, now), setRange };
}
