import type { SessionKeyspace } from "#lib/config/session-keyspace-schema.ts";
import { DomainError } from "#lib/errors.ts";
import { defineOperation } from "#lib/operation.ts";
import { decodeSession } from "#lib/sessions/codecs/decode-session.ts";
import { explainSession } from "#lib/sessions/codecs/explain-session.ts";
import { MOST_FIELDS, maskedFields } from "./masked-fields.ts";
import { readSessions } from "./read-sessions.ts";
import { type SessionDetails, SessionInput } from "./schema.ts";
import { sessionFacts } from "./session-facts.ts";
import { sessionKeyspace } from "./session-keyspace.ts";
import { openRef, sessionTag } from "./session-ref.ts";
import { type FoundSession, sizeOf, toSessionRow } from "./session-row.ts";

/** One session with its members, secrets masked. */
export const showSession = defineOperation({
  name: "session.details",
  summary: "look at a session",
  kind: "access",
  roles: ["support", "sre"],
  input: SessionInput,
  target: ({ deployment, ref }, { seal }) => {
    const identity = openRef(seal, deployment, ref);
    return { deployment, shown: `session ${sessionTag(seal, deployment, identity)}`, identity: identity.key };
  },
  async run({ services }, { deployment, ref }): Promise<SessionDetails> {
    const connections = services.deployments.get(deployment);
    const { keyspace: name, key } = openRef(services.seal, deployment, ref);
    const keyspace = sessionKeyspace(connections.config, name);
    const source = await connections.master(keyspace.config.db, "read");
    const [found] = keyspace.owns(key) ? await readSessions(source, keyspace, [key]) : [];
    if (found === undefined) {
      throw new DomainError("NOT_FOUND", "The session has ended or was revoked.", {
        advice: "Search again to see what is there now.",
      });
    }
    const value = decodeSession(keyspace.config, found.raw);
    const { userId, email, ip, device } = sessionFacts(keyspace.config, value);
    const known = [userId, email, ip, device].filter((text) => text !== undefined);
    const fields = value === undefined ? [] : maskedFields(value, keyspace.config.redact, known);
    return {
      session: toSessionRow(services, deployment, found),
      ttlMs: found.ttlMs < 0 ? null : found.ttlMs,
      sizeBytes: found.isWhole ? sizeOf(found.raw) : null,
      source: source.address,
      fields,
      note: value === undefined ? noteFor(keyspace.config, found) : noteOn(fields.length, found.isWhole),
    };
  },
});

function noteOn(fields: number, isWhole: boolean): string | null {
  if (!isWhole) return "The session has more members than are read; these are some of them.";
  return fields < MOST_FIELDS ? null : `Only the first ${MOST_FIELDS} members are shown.`;
}

function noteFor(config: SessionKeyspace, { raw, isWhole }: FoundSession): string {
  if (!isWhole) return "The value is too large to be read as a session.";
  return `No codec of the keyspace reads this value: ${explainSession(config, raw)}.`;
}
