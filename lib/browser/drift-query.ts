import { queryOptions } from "@tanstack/react-query";
import type { PreviewInput } from "#lib/preview/schema.ts";
import { readResult } from "./read-result.ts";

const loadSchema = () => import("#lib/drift/schema.ts").then(({ DriftReport }) => DriftReport);

/** Asked when somebody looks, not at every keystroke: it reads every instance. */
export const driftQuery = (input: PreviewInput) =>
  queryOptions({
    queryKey: ["config", "drift", input],
    staleTime: 10_000,
    queryFn: async ({ signal }) => {
      const { deployment, ...body } = input;
      const response = await fetch(`/api/${encodeURIComponent(deployment)}/config/drift`, {
        method: "POST",
        signal,
        headers: { "Content-Type": "application/json", Accept: "application/json" },
        body: JSON.stringify(body),
      });
      const [data, schema] = await Promise.all([readResult(response), loadSchema()]);
      return schema.parse(data);
    },
  });
