import { usePathname, useSearchParams } from "next/navigation";
import { useCallback, useMemo } from "react";
import { endsOf, readTimeRange, type TimeRange, withTimeRange } from "./time-range.ts";
import { useClockText } from "./use-clock.ts";

/** A new step is measured this often. */
const STEP_MS = 10_000;

/** The range that the address has; while it is the recent hours, its ends go on with time. The back button leads back through ranges. */
export function useTimeRange() {
  const params = useSearchParams();
  const path = usePathname();
  const range = useMemo(() => readTimeRange(params), [params]);
  const now = Number(useClockText((at) => `${Math.ceil(at / STEP_MS) * STEP_MS}`));
  const setRange = useCallback(
    (next: TimeRange, isReplacing = false) => {
      const before = new URLSearchParams(window.location.search);
      const query = withTimeRange(before, next).toString();
      if (query === before.toString()) return;
      const address = query === "" ? path : `${path}?${query}`;
      // Without a request to the server: the charts ask for what they need.
      if (isReplacing) window.history.replaceState(null, "", address);
      else window.history.pushState(null, "", address);
    },
    [path],
  );
  return { range, now, ...endsOf(range, now), setRange };
}

export type ShownTime = ReturnType<typeof useTimeRange>;
