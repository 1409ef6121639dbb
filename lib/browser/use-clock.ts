import { createContext, useContext, useSyncExternalStore } from "react";
import { clockNow, subscribeToClock } from "./clock.ts";

/** When the server rendered the page: what is hydrated must say the same. */
export const RenderedAt = createContext(0);

/** Renders again only when the text changes, not at every tick. */
export function useClockText(write: (now: number) => string): string {
  const renderedAt = useContext(RenderedAt);
  return useSyncExternalStore(
    subscribeToClock,
    () => write(clockNow()),
    () => write(renderedAt),
  );
}
