import type { OperationContext } from "#lib/context.ts";
import { findOfSubject } from "#lib/rate-limits/find-limits.ts";
import type { RateLimit } from "#lib/rate-limits/schema.ts";
import type { FoundPerson } from "./person-in.ts";
import type { CaseLimits } from "./schema.ts";

/** A person's counters: those by name, and those by the addresses of the sessions, which others may share. */
export async function findLimitsOf(
  ctx: OperationContext,
  deployment: string,
  { userIds, emails, addresses }: FoundPerson,
): Promise<CaseLimits> {
  const found: CaseLimits = { own: [], shared: [], isComplete: true, at: ctx.services.now() };
  const seen = new Set<string>();
  const look = async (subject: string, into: RateLimit[]) => {
    const { limits, isComplete } = await findOfSubject(ctx.services, { deployment, subject }, ctx.signal);
    found.isComplete &&= isComplete;
    for (const limit of limits) {
      const name = `${limit.keyspace} ${limit.id}`;
      if (!seen.has(name)) into.push(limit);
      seen.add(name);
    }
  };
  // Of several people none is the one that it is about.
  for (const subject of [...(userIds.length > 1 ? [] : userIds), ...emails]) await look(subject, found.own);
  for (const subject of addresses) await look(subject, found.shared);
  return found;
}
