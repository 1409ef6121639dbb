import { queryOptions } from "@tanstack/react-query";
import type { RateLimits } from "#lib/rate-limits/schema.ts";
import { postEventStream } from "./post-event-stream.ts";

type Question =
  | { kind: "subject"; subject: string }
  | { kind: "hashed"; keyspace: string; fields: Record<string, string> };

const loadSchema = () => import("#lib/rate-limits/schema.ts").then((module) => module.RateLimits);

/** The counters of one subject. What is asked is posted: it may be a secret, such as an API key. */
export function rateLimitsQuery(deployment: string, question: Question) {
  const base = `/api/${encodeURIComponent(deployment)}/limits`;
  const isSubject = question.kind === "subject";
  return queryOptions({
    queryKey: ["rate-limits", deployment, question],
    queryFn: async ({ signal }): Promise<RateLimits> => {
      const answers: RateLimits[] = [];
      await postEventStream({
        url: `${base}/${isSubject ? "find" : "find-hashed"}`,
        body: isSubject ? { subject: question.subject } : { keyspace: question.keyspace, fields: question.fields },
        loadSchema,
        signal,
        onEvents: (events) => answers.push(...events),
      });
      const last = answers.at(-1);
      if (last === undefined) throw new Error("The console gave no answer.");
      return last;
    },
    staleTime: 2_000,
  });
}
