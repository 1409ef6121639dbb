import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { driftQuery } from "#lib/browser/drift-query.ts";
import type { PreviewInput } from "#lib/preview/schema.ts";

const SETTLED_AFTER_MS = 600;

/** What runs against what is shown, once nobody types. */
export function useDrift(input: PreviewInput) {
  const key = JSON.stringify(input);
  const [settled, setSettled] = useState(input);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the key is the input, compared by what it holds.
  useEffect(() => {
    const timer = setTimeout(() => setSettled(input), SETTLED_AFTER_MS);
    return () => clearTimeout(timer);
  }, [key]);
  const query = useQuery({ ...driftQuery(settled), placeholderData: keepPreviousData });
  return { query, isStale: JSON.stringify(settled) !== key || query.isPlaceholderData };
}
