import { usePathname, useSearchParams } from "next/navigation";
import { useEffect, useRef } from "react";
import { takeSearch } from "#lib/browser/pending-search.ts";
import { addressOfSearch, searchFromAddress } from "./search-in-address.ts";

type Kinds = Parameters<typeof addressOfSearch>[1];

interface AddressedSearch {
  begin: (term: string) => void;
  clear: () => void;
  /** The server has said what the term means. */
  isUnderstood: boolean;
  /** What may stand in an address, for a session's id never does. */
  shareable: { term: string; kinds: Kinds } | undefined;
}

/** Keeps search and address together: links and the back button search, a shareable search becomes a link. */
export function useSearchInAddress({ begin, clear, isUnderstood, shareable }: AddressedSearch): void {
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
    if (handed.current !== undefined) begin(handed.current);
    else if (asked !== shown.current) {
      if (asked === undefined) clear();
      else begin(asked);
    }
    shown.current = asked;
  }, [asked, begin, clear]);

  const href = shareable === undefined ? path : addressOfSearch(shareable.term, shareable.kinds);
  const wanted = shareable?.term;
  useEffect(() => {
    if (!isUnderstood) return;
    handed.current = undefined;
    if (wanted === shown.current) return;
    shown.current = wanted;
    // Without a request to the server: it knows the search already.
    window.history.pushState(null, "", href);
  }, [isUnderstood, wanted, href]);
}
