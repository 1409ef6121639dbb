import type { SessionKeyspace } from "#lib/config/session-keyspace-schema.ts";
import { DECODERS } from "./codec-list.ts";
import { DecodeBudget } from "./decode-budget.ts";
import { decodeJson } from "./decode-json.ts";
import { isContainer } from "./decoded-value.ts";
import { isUndecodable, Undecodable } from "./undecodable.ts";

/** A session as it came from Redis: the bytes of a string, or the fields of a hash. */
export type RawSession = Buffer | Map<string, Buffer>;

/** The first codec that reads it; `undefined` where none does. */
export function decodeSession(keyspace: SessionKeyspace, raw: RawSession): Record<string, unknown> | undefined {
  if (raw instanceof Map) return decodeHash(keyspace, raw);
  for (const codec of keyspace.codec) {
    if (codec === "none") continue;
    const read = tryCodec(codec, raw);
    if (!("why" in read)) return read.value;
  }
  return undefined;
}

/** What one codec makes of the bytes: a session has members, so a number or a text alone is none. */
export function tryCodec(
  codec: keyof typeof DECODERS,
  bytes: Uint8Array,
): { value: Record<string, unknown> } | { why: string } {
  try {
    const value = DECODERS[codec](bytes, new DecodeBudget());
    if (isRecord(value)) return { value };
    throw new Undecodable("it is a single value and no session");
  } catch (thrown) {
    if (isUndecodable(thrown)) return { why: thrown.message };
    throw thrown;
  }
}

/** One field holds it all, or each field is a member; a member that is JSON, or Java's, is read, any other is text. */
function decodeHash(keyspace: SessionKeyspace, fields: Map<string, Buffer>): Record<string, unknown> | undefined {
  if (keyspace.field !== undefined) {
    const bytes = fields.get(keyspace.field);
    return bytes === undefined ? undefined : decodeSession({ ...keyspace, field: undefined } as SessionKeyspace, bytes);
  }
  const members: [string, unknown][] = [...fields].map(([name, bytes]) => [name, decodeMember(keyspace, bytes)]);
  // Object.fromEntries defines own members, so a field named __proto__ is only a member.
  return Object.fromEntries(members);
}

/** The first two bytes of what Java serializes. */
const JAVA = 0xaced;

function decodeMember(keyspace: SessionKeyspace, bytes: Buffer): unknown {
  const isJava = keyspace.codec.includes("java-hash") && bytes.length > 4 && bytes.readUInt16BE(0) === JAVA;
  if (isJava) return decodeOr("java-hash", bytes, bytes);
  const text = bytes.toString("utf8");
  if (!/^[[{"]/.test(text)) return text;
  return decodeJson(bytes) ?? text;
}

/** What a codec makes of a single value. */
function decodeOr(codec: keyof typeof DECODERS, bytes: Uint8Array, otherwise: unknown): unknown {
  try {
    return DECODERS[codec](bytes, new DecodeBudget());
  } catch (thrown) {
    if (isUndecodable(thrown)) return otherwise;
    throw thrown;
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return isContainer(value);
}
