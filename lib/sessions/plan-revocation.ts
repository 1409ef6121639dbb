import type { OperationContext } from "#lib/context.ts";
import { DomainError } from "#lib/errors.ts";
import { defineOperation } from "#lib/operation.ts";
import { plainText } from "#lib/plain-text.ts";
import { decodeSession } from "#lib/sessions/codecs/decode-session.ts";
import { findUserSessions } from "./find-user-sessions.ts";
import { readSessions } from "./read-sessions.ts";
import { digestOf, LARGE_PLAN, type PlannedSession, revocationPlan } from "./revocation-plan.ts";
import { PlanRevocationInput, type RevocationPlan, type RevocationScope } from "./schema.ts";
import { sessionFacts } from "./session-facts.ts";
import { sessionKeyspace, sessionKeyspaces } from "./session-keyspace.ts";
import { openRef } from "./session-ref.ts";
import { type FoundSession, toSessionRow } from "./session-row.ts";

const SAMPLE = 10;
const LONGEST_SHOWN = 100;
const MOST_PLANNED = 500;

interface Found {
  sessions: FoundSession[];
  isComplete: boolean;
}

/** Says exactly which sessions would be revoked, before anything is. */
export const planRevocation = defineOperation({
  name: "session.plan-revocation",
  summary: "plan the revoking of sessions",
  kind: "access",
  roles: ["support", "sre"],
  input: PlanRevocationInput,
  target: ({ deployment, of }) =>
    of.scope === "user"
      ? { deployment, shown: `sessions of user ${plainText(of.userId, LONGEST_SHOWN)}`, identity: of.userId }
      : { deployment, shown: `${of.refs.length} picked sessions` },
  count: (plan: RevocationPlan) => plan.count,
  async run(ctx, { deployment, of }): Promise<RevocationPlan> {
    const found =
      of.scope === "user"
        ? await sessionsOfUser(ctx, deployment, of.userId)
        : { sessions: await pickedSessions(ctx, deployment, of.refs), isComplete: true };
    if (found.sessions.length === 0) {
      throw new DomainError(
        "NOT_FOUND",
        of.scope === "user" ? "The user has no session left." : "The picked sessions have ended meanwhile.",
        {
          advice: "Search again to see what is there now.",
        },
      );
    }
    if (found.sessions.length > MOST_PLANNED) {
      throw new DomainError("INVALID_INPUT", `More than ${MOST_PLANNED} sessions are more than one plan may hold.`, {
        advice:
          of.scope === "user"
            ? "Someone with the role sre can revoke them as a group: Sessions, After an incident, Of one user."
            : "Pick fewer of them.",
      });
    }
    assertReadable(found.sessions);
    const { connectedReplicas } = await ctx.services.deployments.get(deployment).master(0, "read");
    return describePlan(ctx, deployment, of, { ...found, replicas: connectedReplicas });
  },
});

/** Nobody can tell whose they are, so each is looked at and decided by itself. */
function assertReadable(sessions: readonly FoundSession[]): void {
  const unreadable = sessions.filter(({ keyspace, raw }) => decodeSession(keyspace.config, raw) === undefined).length;
  if (unreadable === 0 || sessions.length === 1) return;
  throw new DomainError("CONFLICT", `${unreadable} of the ${sessions.length} picked sessions cannot be read.`, {
    advice: "Revoke each of those by itself, and the others together.",
  });
}

function describePlan(
  { services, actor }: OperationContext,
  deployment: string,
  of: RevocationScope,
  { sessions: found, isComplete, replicas }: Found & { replicas: number },
): RevocationPlan {
  const rows = found.map((session) => toSessionRow(services, deployment, session));
  const sessions = found.map(toPlanned);
  const userIds = [...new Set(sessions.flatMap(({ userId }) => userId ?? []))];
  const users = new Map<string | null, { userId: string | null; email: string | null; count: number }>();
  for (const { userId, email } of rows) {
    const user = users.get(userId) ?? { userId, email, count: 0 };
    users.set(userId, { ...user, email: user.email ?? email, count: user.count + 1 });
  }
  return {
    ...revocationPlan.seal(services, {
      deployment,
      by: actor.userId,
      whom: whomOf(of, userIds),
      userIds,
      sessions: sessions.map((session) => ({ ...session, key: session.key.toString("base64") })),
      replicas,
    }),
    count: found.length,
    users: [...users.values()],
    sample: rows.slice(0, SAMPLE),
    isComplete,
    isLarge: found.length > LARGE_PLAN,
    isAuthoritative: found.every(({ keyspace }) => keyspace.config.authoritative),
  };
}

async function sessionsOfUser(
  { services, signal }: OperationContext,
  deployment: string,
  userId: string,
): Promise<Found> {
  const connections = services.deployments.get(deployment);
  const keyspaces = sessionKeyspaces(connections.config);
  const wanted = { userIds: new Set([userId]), signal, from: "replica", most: MOST_PLANNED } as const;
  return findUserSessions({ connections, keyspaces, ...wanted });
}

async function pickedSessions(
  { services }: OperationContext,
  deployment: string,
  refs: readonly string[],
): Promise<FoundSession[]> {
  const connections = services.deployments.get(deployment);
  const byKeyspace = Map.groupBy(
    refs.map((ref) => openRef(services.seal, deployment, ref)),
    ({ keyspace }) => keyspace,
  );
  const found = await Promise.all(
    [...byKeyspace].map(async ([name, identities]) => {
      const keyspace = sessionKeyspace(connections.config, name);
      const keys = identities.map(({ key }) => key).filter((key) => keyspace.owns(key));
      return readSessions(await connections.master(keyspace.config.db, "read"), keyspace, keys);
    }),
  );
  return found.flat();
}

function toPlanned({ keyspace, key, raw }: FoundSession): PlannedSession {
  const value = decodeSession(keyspace.config, raw);
  const { userId } = sessionFacts(keyspace.config, value);
  return {
    keyspace: keyspace.config.name,
    key,
    userId: userId ?? null,
    digest: value === undefined ? digestOf(raw) : null,
  };
}

function whomOf(of: RevocationScope, userIds: readonly string[]): string {
  if (of.scope === "user") return `user ${plainText(of.userId, LONGEST_SHOWN)}`;
  if (userIds.length === 0) return "nobody signed in";
  const [first = ""] = userIds;
  return userIds.length === 1 ? `user ${plainText(first, LONGEST_SHOWN)}` : `${userIds.length} users`;
}
