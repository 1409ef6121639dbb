import { useCallback, useEffect, useRef, useState } from "react";
import { type ConfigAddress, configHref, readConfigAddress } from "./config-address.ts";

const WRITTEN_AFTER_MS = 250;

/**
 * Lives here while somebody types, and in the address a moment later. `params` are the address's present ones: what
 * others put there (the back button, a link) is taken over.
 */
export function useConfigState(deployment: string, params: string) {
  const [address, setAddress] = useState(() => readConfigAddress(new URLSearchParams(params)));
  const latest = useRef(address);
  const written = useRef(params);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);

  useEffect(() => {
    if (params === written.current) return;
    written.current = params;
    latest.current = readConfigAddress(new URLSearchParams(params));
    setAddress(latest.current);
  }, [params]);
  useEffect(() => () => clearTimeout(timer.current), []);
  // A link of somebody else can carry what this page would leave out of it.
  useEffect(() => {
    const href = configHref(deployment, readConfigAddress(new URLSearchParams(params)));
    const { searchParams } = new URL(href, window.location.origin);
    if (searchParams.getAll("set").join() === new URLSearchParams(params).getAll("set").join()) return;
    written.current = searchParams.toString();
    window.history.replaceState(null, "", href);
  }, [deployment, params]);

  const change = useCallback(
    (more: Partial<ConfigAddress>, { step = false } = {}) => {
      const next = { ...latest.current, ...more };
      latest.current = next;
      setAddress(next);
      clearTimeout(timer.current);
      const write = () => {
        const href = configHref(deployment, next);
        written.current = new URL(href, window.location.origin).searchParams.toString();
        if (step) window.history.pushState(null, "", href);
        else window.history.replaceState(null, "", href);
      };
      // A step can be gone back from; what is typed changes the present one.
      if (step) write();
      else timer.current = setTimeout(write, WRITTEN_AFTER_MS);
    },
    [deployment],
  );
  return { address, change };
}
