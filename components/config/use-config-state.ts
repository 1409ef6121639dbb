import { useCallback, useEffect, useRef, useState } from "react";
import { type ConfigAddress, configHref, readConfigAddress } from "./config-address.ts";

const WRITTEN_AFTER_MS = 250;

/** Lives here while somebody types, and in the address a moment later; going back and forth reads it again. */
export function useConfigState(deployment: string, initial: ConfigAddress) {
  const [address, setAddress] = useState(initial);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => {
    const onBack = () => setAddress(readConfigAddress(new URLSearchParams(window.location.search)));
    window.addEventListener("popstate", onBack);
    return () => {
      window.removeEventListener("popstate", onBack);
      clearTimeout(timer.current);
    };
  }, []);
  /** `step`: the back button comes back to how it was. */
  const change = useCallback(
    (more: Partial<ConfigAddress>, { step = false } = {}) => {
      setAddress((before) => {
        const next = { ...before, ...more };
        clearTimeout(timer.current);
        const href = configHref(deployment, next);
        if (step) window.history.pushState(null, "", href);
        else timer.current = setTimeout(() => window.history.replaceState(null, "", href), WRITTEN_AFTER_MS);
        return next;
      });
    },
    [deployment],
  );
  return { address, change };
}
