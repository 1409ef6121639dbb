import { usePathname, useSearchParams } from "next/navigation";
import { useEffect, useRef } from "react";
import { addressOfSearch, searchFromAddress } from "#components/sessions/search-in-address.ts";
import { onlyPerson } from "#lib/browser/case-state.ts";
import { takeSearch } from "#lib/browser/pending-search.ts";
import type { CaseLook } from "#lib/browser/use-case-look.ts";

/** Keeps case and address together. A session's id never stands in an address: the user's id does, once it is known. */
export function useAddressedCase({ state, look, clear }: CaseLook): void {
  const asked = searchFromAddress(useSearchParams());
  const path = usePathname();
  const shown = useRef<string>(undefined);
  const handed = useRef<string>(undefined);
  useEffect(() => {
    // A page that is mounted again has lost its case and must begin anew.
    return () => {
      shown.current = undefined;
    };
  }, []);
  useEffect(() => {
    handed.current = takeSearch() ?? handed.current;
    if (handed.current !== undefined) look(handed.current);
    else if (asked !== shown.current) {
      if (asked === undefined) clear();
      else look(asked);
    }
    shown.current = asked;
  }, [asked, look, clear]);

  const { understood, term } = state.sessions;
  const userId = onlyPerson(state);
  useEffect(() => {
    if (understood === undefined) return;
    handed.current = undefined;
    const wanted = understood.isShareable ? term : userId;
    if (wanted === shown.current) return;
    shown.current = wanted;
    const kinds = understood.isShareable ? understood.kinds : (["user"] as const);
    window.history.pushState(null, "", wanted === undefined ? path : addressOfSearch(wanted, kinds));
  }, [understood, term, userId, path]);
}
