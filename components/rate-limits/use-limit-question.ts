import { useSearchParams } from "next/navigation";
import { useCallback, useState } from "react";
import { type LimitQuestion, limitHref, readLimitAddress } from "./limit-address.ts";

/** What is looked up. It enters the address only once the server has said that it is no secret. */
export function useLimitQuestion(deployment: string) {
  const search = useSearchParams();
  const address = search.toString();
  const [held, setHeld] = useState<{ question: LimitQuestion; at: string }>();
  // Whoever goes back or forward means what the address says.
  const question = held?.at === address ? held.question : readLimitAddress(search);
  const write = useCallback(
    (wanted: LimitQuestion | undefined) =>
      // Without a request to the server: the page has all it needs.
      window.history.pushState(null, "", limitHref(deployment, wanted)),
    [deployment],
  );
  const ask = (wanted: LimitQuestion | undefined) => {
    setHeld(wanted === undefined ? undefined : { question: wanted, at: address });
    if (wanted === undefined) write(undefined);
  };
  const settle = useCallback(
    (asked: LimitQuestion, isShareable: boolean) => {
      const now = window.location.search.slice(1);
      const wanted = isShareable ? asked : undefined;
      const isThere = limitHref(deployment, wanted) === `${window.location.pathname}${window.location.search}`;
      if (!isShareable) setHeld({ question: asked, at: isThere ? now : "" });
      if (!isThere) write(wanted);
    },
    [deployment, write],
  );
  return { question, ask, settle };
}
