import { isIP } from "node:net";
import { findPersonalKeys } from "#lib/cache/find-personal-keys.ts";
import type { OperationContext } from "#lib/context.ts";
import { defineOperation } from "#lib/operation.ts";
import type { SearchEvent } from "#lib/sessions/schema.ts";
import { searchSessions } from "#lib/sessions/search-sessions.ts";
import { findLimitsOf } from "./find-limits-of.ts";
import { partFailure } from "./part-failure.ts";
import { type FoundPerson, personIn } from "./person-in.ts";
import { type CaseEvent, LookInput } from "./schema.ts";

/** Counters and cached entries are looked for within this time; what was found by then is told as partial. */
const OTHER_PARTS_WITHIN_MS = 20_000;

/** One person's sessions, rate-limit counters and cached entries, by whatever is known of the person. */
export const lookAtCase = defineOperation({
  name: "case.look",
  summary: "look at a person's case",
  kind: "access",
  roles: ["support", "sre"],
  input: LookInput,
  target: ({ deployment, term }) => ({ deployment, shown: "the case of a person", identity: term }),
  async run(ctx, input): Promise<AsyncIterable<CaseEvent>> {
    // Opened here, so that what cannot be read at all fails the request and not the stream.
    return look(ctx, input, await searchSessions.run(ctx, input));
  },
});

type Look = Parameters<typeof lookAtCase.run>[1];

async function* look(
  ctx: OperationContext,
  input: Look,
  search: AsyncIterable<SearchEvent>,
): AsyncGenerator<CaseEvent> {
  const events: SearchEvent[] = [];
  // Who it is decides whether the search has to go on, so its end is told only then.
  for await (const event of search) {
    events.push(event);
    if (event.type !== "finished") yield { type: "sessions", event };
  }
  const end = events.findLast((event) => event.type === "finished");
  const person = personIn(events, input.term);
  const [userId, ...others] = person.userIds;
  const isOther = userId !== undefined && others.length === 0 && userId !== input.term && isIP(input.term) === 0;
  if (isOther && !ctx.signal.aborted) {
    const known = new Set(events.flatMap((event) => (event.type === "found" ? [event.session.tag] : [])));
    for await (const event of await searchSessions.run(ctx, { ...input, term: userId })) {
      const isKnown = event.type === "understood" || (event.type === "found" && known.has(event.session.tag));
      if (event.type === "found") events.push(event);
      if (!isKnown) yield { type: "sessions", event };
    }
  } else if (end !== undefined) yield { type: "sessions", event: end };
  yield* lookBeyond(ctx, input.deployment, personIn(events, input.term));
}

async function* lookBeyond(ctx: OperationContext, deployment: string, person: FoundPerson): AsyncGenerator<CaseEvent> {
  const { userIds, emails, addresses } = person;
  yield { type: "person", userIds, emails, addresses };
  const signal = AbortSignal.any([ctx.signal, AbortSignal.timeout(OTHER_PARTS_WITHIN_MS)]);
  const connections = ctx.services.deployments.get(deployment);
  try {
    yield { type: "limits", limits: await findLimitsOf({ ...ctx, signal }, deployment, person), failure: null };
  } catch (thrown) {
    yield { type: "limits", limits: null, failure: partFailure(thrown, ctx.requestId) };
  }
  try {
    const whose = { user: userIds.length > 1 ? [] : userIds, email: emails, ip: addresses };
    yield { type: "entries", entries: await findPersonalKeys(connections, whose, signal), failure: null };
  } catch (thrown) {
    yield { type: "entries", entries: null, failure: partFailure(thrown, ctx.requestId) };
  }
}
