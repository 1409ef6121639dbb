import { plainText } from "#lib/plain-text.ts";
import type { Services } from "#lib/services.ts";
import { decodeSession, type RawSession } from "#lib/sessions/codecs/decode-session.ts";
import { explainSession } from "#lib/sessions/codecs/explain-session.ts";
import { describeDevice } from "./describe-device.ts";
import type { SessionRow } from "./schema.ts";
import { expiryOf, lastSeenOf, sessionFacts } from "./session-facts.ts";
import type { CompiledKeyspace } from "./session-keyspace.ts";
import { sealRef, sessionTag } from "./session-ref.ts";

const LONGEST_SHOWN = 256;

export interface FoundSession {
  keyspace: CompiledKeyspace;
  key: Buffer;
  raw: RawSession;
  /** false where the value is too large to be fetched whole. */
  isWhole: boolean;
  /** PTTL. */
  ttlMs: number;
}

/** A session as people read it. */
export function toSessionRow(services: Services, deployment: string, found: FoundSession): SessionRow {
  const { keyspace, key, raw, ttlMs } = found;
  const { config } = keyspace;
  const value = decodeSession(config, raw);
  const facts = sessionFacts(config, value);
  const now = services.now();
  const identity = { keyspace: config.name, key };
  return {
    ref: sealRef(services.seal, deployment, identity),
    tag: sessionTag(services.seal, deployment, identity),
    keyspace: config.name,
    keyspaceLabel: config.label,
    userId: shown(facts.userId),
    email: visible(facts.email),
    ip: visible(facts.ip),
    device: facts.device === undefined ? null : plainText(describeDevice(facts.device), LONGEST_SHOWN),
    createdAt: facts.createdAt ?? null,
    lastSeenAt: lastSeenOf(config, value, ttlMs, now) ?? null,
    expiresAt: expiryOf(config, value, ttlMs, now) ?? null,
    state:
      value === undefined
        ? "undecodable"
        : facts.userId === undefined && config.user !== undefined
          ? "anonymous"
          : "active",
    ...(value === undefined ? { unreadable: unreadable(found) } : {}),
  };
}

/** What can be said of a value that nobody can read. */
function unreadable({ keyspace, raw, isWhole }: FoundSession): NonNullable<SessionRow["unreadable"]> {
  return {
    type: keyspace.config.type,
    sizeBytes: isWhole ? sizeOf(raw) : null,
    why: isWhole ? explainSession(keyspace.config, raw) : "it is too large to be read",
  };
}

export function sizeOf(raw: RawSession): number {
  if (!(raw instanceof Map)) return raw.length;
  return [...raw].reduce((sum, [name, value]) => sum + Buffer.byteLength(name) + value.length, 0);
}

/** Applications record what clients send, and that may try to look like something else. */
function visible(text: string | undefined): string | null {
  return text === undefined ? null : plainText(text, LONGEST_SHOWN);
}

/** Byte for byte: it is what people search and revoke by. */
function shown(text: string | undefined): string | null {
  if (text === undefined) return null;
  return text.length > LONGEST_SHOWN ? `${text.slice(0, LONGEST_SHOWN)}…` : text;
}
