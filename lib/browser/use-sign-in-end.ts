import { useEffect } from "react";

/** Leads to the sign-in page, and from there back to this one. */
export function useSignInEnd(isOver: boolean): void {
  useEffect(() => {
    if (!isOver) return;
    const { pathname, search } = window.location;
    window.location.assign(`/login?from=${encodeURIComponent(pathname + search)}`);
  }, [isOver]);
}
