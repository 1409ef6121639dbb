import { useSyncExternalStore } from "react";

/** false while the page is only the server's markup, in which what is typed would be lost and buttons would reload it. */
export function useHydrated(): boolean {
  return useSyncExternalStore(
    () => () => {},
    () => true,
    () => false,
  );
}
