import { usePathname, useSearchParams } from "next/navigation";
import { useEffect, useRef } from "react";
import { takeSearch } from "#lib/browser/pending-search.ts";
import type { SessionSearch } from "#lib/browser/use-session-search.ts";
import { addressOfSearch, searchFromAddress } from "./search-in-address.ts";

/** Keeps search and address together: links and the back button search, a shareable search becomes a link. */
export function useAddressedSearch({ state, search, clear }: SessionSearch): void {
  const asked = searchFromAddress(useSearchParams());
  const path = usePathname();
  const shown = useRef<string>(undefined);
  const handed = useRef<string>(undefined);
  useEffect(() => {
    // A page that is mounted again has lost its search and must begin anew.
    return () => {
      shown.current = undefined;
    };
  }, []);
  useEffect(() => {
    handed.current = takeSearch() ?? handed.current;
    if (handed.current !== undefined) search(handed.current);
    else if (asked !== shown.current) {
      if (asked === undefined) clear();
      else search(asked);
    }
    shown.current = asked;
  }, [asked, search, clear]);

  const { understood, term } = state;
  useEffect(() => {
    if (understood === undefined) return;
    handed.current = undefined;
    if (term === shown.current) return;
    shown.current = understood.isShareable ? term : undefined;
    // Without a request to the server: it knows the search already.
    window.history.pushState(null, "", understood.isShareable ? addressOfSearch(term, understood.kinds) : path);
  }, [understood, term, path]);
}
